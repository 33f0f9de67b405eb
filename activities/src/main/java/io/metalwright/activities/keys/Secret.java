package io.metalwright.activities.keys;

import java.util.Arrays;

/** A secret in plain, for as long as it is open. It hides itself in texts and wipes its characters when closed. */
public final class Secret implements AutoCloseable {
    private final char[] characters;
    private boolean wiped;

    private Secret(char[] characters) {
        this.characters = characters;
    }

    public static Secret of(String plain) {
        return new Secret(plain.toCharArray());
    }

    /** Takes the array over; it is wiped when this is closed. */
    public static Secret of(char[] plain) {
        return new Secret(plain);
    }

    public String plain() {
        if (wiped) {
            throw new IllegalStateException("This secret was closed before");
        }
        return new String(characters);
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
        wiped = true;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
