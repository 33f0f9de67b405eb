package io.metalwright.boot.announce;

import io.metalwright.boot.firmware.Firmware;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.SignKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which signs a machine has already given in this boot, so that each is told once: firmware asks for an address three times on its way up,
 * and a kernel that is fetched in ten parts is one kernel.
 */
final class BootProgress {
    private record Seen(Set<SignKind> kinds, Instant last) {}

    private static final int MACHINES_REMEMBERED = 20_000;
    /** Nobody is silent for so long between two signs before its script. */
    private static final Duration SILENCE_ENDS_A_BOOT = Duration.ofSeconds(60);

    private final Map<MacAddress, Seen> machines = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MacAddress, Seen> eldest) {
            return size() > MACHINES_REMEMBERED;
        }
    };

    /** A network-boot client got an address. Says whether that is news. */
    synchronized boolean addressGiven(MacAddress mac, Firmware firmware, Instant now) {
        var seen = machines.get(mac);
        if (seen != null && beginsAnew(seen, firmware, now)) {
            machines.remove(mac);
        }
        return isNews(mac, SignKind.DHCP, now);
    }

    /** One was refused an address; it asks several times, and again when it is started anew. */
    synchronized boolean addressRefused(MacAddress mac, Instant now) {
        var seen = machines.get(mac);
        if (seen != null && isOver(seen, now)) {
            machines.remove(mac);
        }
        return isNews(mac, SignKind.NO_ADDRESS, now);
    }

    synchronized boolean isNews(MacAddress mac, SignKind kind, Instant now) {
        var seen = machines.getOrDefault(mac, new Seen(EnumSet.noneOf(SignKind.class), now));
        boolean news = seen.kinds().add(kind);
        machines.put(mac, new Seen(seen.kinds(), now));
        return news;
    }

    /** Somebody new is interested: what is given again is told again. */
    synchronized void forget(Collection<MacAddress> macs) {
        macs.forEach(machines::remove);
    }

    private static boolean beginsAnew(Seen seen, Firmware firmware, Instant now) {
        boolean beyondScript = seen.kinds().stream().anyMatch(kind -> kind.compareTo(SignKind.SCRIPT) >= 0);
        // Firmware that loaded iPXE from us comes back as iPXE; if it comes back as itself it was reset.
        boolean firmwareAgain = seen.kinds().contains(SignKind.BOOT_FILE) && !(firmware instanceof Firmware.Ipxe);
        return beyondScript || firmwareAgain || isOver(seen, now);
    }

    private static boolean isOver(Seen seen, Instant now) {
        return now.isAfter(seen.last().plus(SILENCE_ENDS_A_BOOT));
    }
}
