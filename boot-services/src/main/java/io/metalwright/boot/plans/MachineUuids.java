package io.metalwright.boot.plans;

import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which port a machine's SMBIOS UUID belongs to, as firmware says in DHCP option 97 (RFC 4578 section 2.3). In memory: it is said in each boot. */
public final class MachineUuids {
    private static final int REMEMBERED = 40_000;
    private static final int LENGTH = 17;

    private final Map<UUID, MacAddress> ports = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, MacAddress> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Firmware disagrees on the order of the first three fields: SMBIOS 2.6 has them little-endian, and older firmware sends them as they
     * read. Both are kept.
     */
    public synchronized void heard(MacAddress mac, Octets identifier) {
        if (identifier.length() != LENGTH || identifier.unsigned(0) != 0) {
            return;
        }
        var bytes = ByteBuffer.wrap(identifier.part(1, LENGTH).bytes());
        ports.put(new UUID(bytes.getLong(0), bytes.getLong(8)), mac);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        long swapped =
                (long) bytes.getInt(0) << 32 | (long) (bytes.getShort(4) & 0xFFFF) << 16 | bytes.getShort(6) & 0xFFFF;
        bytes.order(ByteOrder.BIG_ENDIAN);
        ports.put(new UUID(swapped, bytes.getLong(8)), mac);
    }

    public synchronized Optional<MacAddress> port(UUID uuid) {
        return Optional.ofNullable(ports.get(uuid));
    }
}
