package io.metalwright.ops.network;

/**
 * What a check came to.
 *
 * @param help what to do about it; empty where nothing is to be done
 */
public record Finding(String check, Result result, String found, String help) {
    /** How it stands. */
    public enum Result {
        OK,
        WARNING,
        WRONG
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Result.OK, found, "");
    }
}
