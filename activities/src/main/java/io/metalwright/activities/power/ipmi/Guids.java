package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.ipmi.wire.Octets;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The GUID of a server from its octets on the wire. */
final class Guids {
    private Guids() {}

    /** IPMI 2.0 section 20.8: the whole number least significant octet first, unlike SMBIOS and RFC 9562. */
    static UUID inIpmiOrder(Octets octets) {
        ByteBuffer reversed = ByteBuffer.allocate(16);
        for (int i = 15; i >= 0; i--) {
            reversed.put((byte) octets.at(i));
        }
        reversed.flip();
        return new UUID(reversed.getLong(), reversed.getLong());
    }
}
