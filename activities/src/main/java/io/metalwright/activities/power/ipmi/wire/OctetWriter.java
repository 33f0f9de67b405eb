package io.metalwright.activities.power.ipmi.wire;

import java.io.ByteArrayOutputStream;

/** Writes a message's fields one after the other, least significant octet first. */
final class OctetWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    OctetWriter octet(int value) {
        out.write(value);
        return this;
    }

    OctetWriter word(int value) {
        return octet(value).octet(value >>> 8);
    }

    OctetWriter doubleWord(int value) {
        return word(value).word(value >>> 16);
    }

    OctetWriter octets(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    OctetWriter octets(Octets octets) {
        return octets(octets.toArray());
    }

    OctetWriter reserved(int count) {
        for (int i = 0; i < count; i++) {
            octet(0);
        }
        return this;
    }

    /** The checksum of all octets since {@code from}. */
    OctetWriter checksumSince(int from) {
        byte[] written = out.toByteArray();
        return octet(Checksum.of(written, from, written.length));
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
