package io.metalwright.boot.dhcp6;

import io.metalwright.boot.store.SiteStore;
import io.metalwright.boot.wire.Octets;
import java.nio.ByteBuffer;
import java.util.UUID;

/** What this server calls itself: a DUID-UUID (RFC 6355), made once and kept, so that clients find it again whatever card it has. */
public final class ServerDuid {
    private static final String KEY = "duid";
    private static final short BY_UUID = 4;

    private ServerDuid() {}

    /** On disk when it returns. */
    public static Octets keptOrMade(SiteStore store) {
        var kept = store.map("dhcp6", String.class);
        return kept.find(KEY).map(Octets::ofHex).orElseGet(() -> {
            var uuid = UUID.randomUUID();
            var made = Octets.of(ByteBuffer.allocate(18)
                    .putShort(BY_UUID)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array());
            kept.put(KEY, made.hex());
            store.commit();
            return made;
        });
    }
}
