package io.metalwright.model.network;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How DHCP is spoken in a segment.
 *
 * @param exclusions addresses of the range for machines that nobody is given
 * @param checksConflicts whether an address is probed (ICMP and ARP) before it is offered to a machine that did not have it last
 * @param leaseSeconds how long a lease holds, or null for the boot services' own setting
 * @param sharedNetwork segments of the same name are on one wire: where one has no address left, the others give theirs
 * @param bootFiles what firmware is told to load instead of the usual, by the words of {@link #FIRMWARES}: a name that TFTP serves, or a URL
 * @param classes clients that get addresses of their own, as BMCs do; the first one that fits counts
 */
public record SegmentDhcp(
        DhcpMode mode,
        List<AddressRange> exclusions,
        boolean checksConflicts,
        @Nullable Integer leaseSeconds,
        @Nullable String sharedNetwork,
        Map<String, String> bootFiles,
        List<DhcpOptionSetting> options,
        List<ClientClass> classes) {
    /** As it is when nothing is said. */
    public static final SegmentDhcp USUAL =
            new SegmentDhcp(DhcpMode.SERVE, List.of(), false, null, null, Map.of(), List.of(), List.of());

    /** Firmware for which a boot file can be named. */
    public static final Set<String> FIRMWARES = Set.of(
            "bios",
            "uefi-x86",
            "uefi-x64",
            "uefi-arm32",
            "uefi-arm64",
            "http-x86",
            "http-x64",
            "http-arm32",
            "http-arm64");

    private static final int SHORTEST_LEASE = 60;
    /** Of the field {@code file}, with its closing NUL. */
    private static final int LONGEST_FILE = 127;

    public SegmentDhcp {
        mode = Objects.requireNonNullElse(mode, DhcpMode.SERVE);
        exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
        bootFiles = bootFiles == null ? Map.of() : Map.copyOf(bootFiles);
        options = options == null ? List.of() : List.copyOf(options);
        classes = classes == null ? List.of() : List.copyOf(classes);
        apart(classes);
        if (leaseSeconds != null && leaseSeconds < SHORTEST_LEASE) {
            throw new IllegalArgumentException(
                    "'leaseSeconds' is " + leaseSeconds + "; machines need a minute at least");
        }
        for (var file : new TreeMap<>(bootFiles).entrySet()) {
            if (!FIRMWARES.contains(file.getKey())) {
                throw new IllegalArgumentException("'bootFiles' knows no firmware '" + file.getKey() + "': "
                        + String.join(", ", FIRMWARES.stream().sorted().toList()));
            }
            if (file.getValue().isBlank() || file.getValue().length() > LONGEST_FILE) {
                throw new IllegalArgumentException(
                        "'bootFiles' of " + file.getKey() + " has 1 to " + LONGEST_FILE + " characters");
            }
        }
    }

    /** Of which class the client is, if of any. */
    public Optional<ClientClass> classOf(@Nullable String vendorClass, String mac) {
        for (var each : classes) {
            if (each.matches(vendorClass, mac)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static void apart(List<ClientClass> classes) {
        for (int i = 0; i < classes.size(); i++) {
            for (var other : classes.subList(0, i)) {
                if (other.name().equals(classes.get(i).name())) {
                    throw new IllegalArgumentException("'classes' has two of the name '" + other.name() + "'");
                }
                if (other.range().overlaps(classes.get(i).range())) {
                    throw new IllegalArgumentException("'classes' has ranges that overlap, " + other.range() + " and "
                            + classes.get(i).range());
                }
            }
        }
    }

    public boolean excludes(Ipv4Address address) {
        for (var range : exclusions) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
