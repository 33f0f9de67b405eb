package io.metalwright.activities.power.ipmi.wire;

/** Two's complement checksum: the octets and their checksum add up to zero modulo 256 (IPMI 2.0 section 13.8). */
final class Checksum {
    private Checksum() {}

    static int of(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes[i];
        }
        return -sum & 0xFF;
    }
}
