package io.metalwright.activities.power.ipmi.wire;

import java.nio.charset.StandardCharsets;

/**
 * RAKP Message 1 (IPMI 2.0 section 13.20): who we are and our random number.
 *
 * @param nameOnly the BMC looks the user up by name alone, not by name and privilege: else a user with more than the asked privilege is not found
 */
public record Rakp1(
        int tag, int bmcSessionId, Octets consoleRandom, boolean nameOnly, PrivilegeLevel maximum, String user) {
    public static final int RANDOM_LENGTH = 16;
    private static final int NAME_ONLY = 0x10;

    public Rakp1 {
        if (consoleRandom.length() != RANDOM_LENGTH || user.length() > 16) {
            throw new IllegalArgumentException("RAKP 1 takes 16 random octets and a name of at most 16");
        }
    }

    /** The role octet: part of every hash of the set-up, so it must be the same octet everywhere. */
    public int role() {
        return (nameOnly ? NAME_ONLY : 0) | maximum.value();
    }

    public byte[] encode() {
        byte[] name = user.getBytes(StandardCharsets.ISO_8859_1);
        return new OctetWriter()
                .octet(tag)
                .reserved(3)
                .doubleWord(bmcSessionId)
                .octets(consoleRandom)
                .octet(role())
                .reserved(2)
                .octet(name.length)
                .octets(name)
                .toArray();
    }

    public static Rakp1 decode(byte[] bytes) {
        Cursor cursor = new Cursor("RAKP Message 1", bytes);
        int tag = cursor.octet("tag");
        cursor.skip("reserved", 3);
        int bmcSessionId = cursor.doubleWord("BMC session id");
        Octets random = cursor.octets("console random", RANDOM_LENGTH);
        int role = cursor.octet("role");
        cursor.skip("reserved", 2);
        int length = cursor.octet("name length");
        if (length > 16) {
            throw cursor.malformed("a name of at most 16", String.valueOf(length));
        }
        String user = new String(cursor.octets("name", length).toArray(), StandardCharsets.ISO_8859_1);
        return new Rakp1(tag, bmcSessionId, random, (role & NAME_ONLY) != 0, PrivilegeLevel.ofNibble(role), user);
    }
}
