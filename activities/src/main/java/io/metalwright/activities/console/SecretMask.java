package io.metalwright.activities.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Puts asterisks in the place of secrets in what passes. An end that may be the begin of a secret is held back until more comes, or nobody waits any
 * longer: {@link #rest}.
 */
final class SecretMask {
    private static final byte[] NONE = new byte[0];
    private static final byte[] ASTERISKS = "********".getBytes(StandardCharsets.US_ASCII);
    /** Shorter ones would blank out ordinary words. */
    private static final int SHORTEST = 6;

    /** The longest first: one may begin with another. */
    private List<byte[]> secrets = List.of();

    private byte[] held = NONE;

    /** @param all which take the place of those known before, and are wiped by {@link #clear} */
    synchronized void know(Collection<byte[]> all) {
        clear();
        secrets = all.stream()
                .filter(secret -> secret.length >= SHORTEST)
                .sorted(Comparator.comparingInt((byte[] secret) -> secret.length)
                        .reversed())
                .toList();
    }

    synchronized byte[] pass(byte[] characters) {
        if (secrets.isEmpty() && held.length == 0) {
            return characters;
        }
        byte[] all = Arrays.copyOf(held, held.length + characters.length);
        System.arraycopy(characters, 0, all, held.length, characters.length);
        var passed = new ByteArrayOutputStream(all.length);
        int at = 0;
        while (at < all.length) {
            int length = secretAt(all, at);
            if (length == 0) {
                passed.write(all[at++]);
            } else if (at + length > all.length) {
                break;
            } else {
                passed.writeBytes(ASTERISKS);
                at += length;
            }
        }
        held = Arrays.copyOfRange(all, at, all.length);
        return passed.toByteArray();
    }

    /** The length of the secret that stands there, or may when more has come; 0 where there is none. */
    private int secretAt(byte[] all, int at) {
        for (var secret : secrets) {
            int there = Math.min(secret.length, all.length - at);
            if (Arrays.equals(all, at, at + there, secret, 0, there)) {
                return secret.length;
            }
        }
        return 0;
    }

    synchronized boolean holds() {
        return held.length > 0;
    }

    synchronized byte[] rest() {
        byte[] rest = held;
        held = NONE;
        return rest;
    }

    synchronized void clear() {
        secrets.forEach(secret -> Arrays.fill(secret, (byte) 0));
    }
}
