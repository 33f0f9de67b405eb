package io.metalwright.activities.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts asterisks in the place of a secret in what passes. An end that may be the begin of the secret is held back until more comes, or nobody waits any
 * longer: {@link #rest}.
 */
final class SecretMask {
    private static final byte[] NONE = new byte[0];
    /** Shorter ones would blank out ordinary words. */
    private static final int SHORTEST = 6;

    private final byte[] secret;
    private byte[] held = NONE;

    /** @param secret which is wiped by {@link #clear} */
    SecretMask(byte[] secret) {
        this.secret = secret.length < SHORTEST ? NONE : secret;
    }

    byte[] pass(byte[] characters) {
        if (secret.length == 0) {
            return characters;
        }
        byte[] all = Arrays.copyOf(held, held.length + characters.length);
        System.arraycopy(characters, 0, all, held.length, characters.length);
        var passed = new ByteArrayOutputStream(all.length);
        int at = 0;
        while (at < all.length) {
            int matched = matched(all, at);
            if (matched == secret.length) {
                passed.writeBytes("********".getBytes(StandardCharsets.US_ASCII));
                at += matched;
            } else if (at + matched == all.length) {
                break;
            } else {
                passed.write(all[at++]);
            }
        }
        held = Arrays.copyOfRange(all, at, all.length);
        return passed.toByteArray();
    }

    /** How many octets from there on are the secret's first; of all that there are, when it is to be held back. */
    private int matched(byte[] all, int at) {
        int matched = 0;
        while (matched < secret.length && at + matched < all.length && all[at + matched] == secret[matched]) {
            matched++;
        }
        return matched;
    }

    boolean holds() {
        return held.length > 0;
    }

    byte[] rest() {
        byte[] rest = held;
        held = NONE;
        return rest;
    }

    void clear() {
        Arrays.fill(secret, (byte) 0);
    }
}
