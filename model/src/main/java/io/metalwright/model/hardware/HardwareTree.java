package io.metalwright.model.hardware;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A machine's hardware from both sides: what was told in-band and what its BMC tells, part by part, each fact with its source.
 *
 * @param inBandAt null where it was never inspected so
 * @param outOfBandAt null where it was never inspected so
 * @param differences what the two sides do not agree on, each in a sentence
 */
public record HardwareTree(
        @Nullable Instant inBandAt, @Nullable Instant outOfBandAt, List<HardwarePart> parts, List<String> differences) {
    public HardwareTree {
        parts = List.copyOf(parts);
        differences = List.copyOf(differences);
    }

    public static HardwareTree of(@Nullable HardwareReport inBand, @Nullable OutOfBandReport outOfBand) {
        var parts = new ArrayList<HardwarePart>();
        parts.add(system(inBand, outOfBand));
        processors(inBand, outOfBand, parts);
        memory(inBand, outOfBand, parts);
        disks(inBand, outOfBand, parts);
        ports(inBand, outOfBand, parts);
        devices(inBand, outOfBand, parts);
        bmc(inBand, outOfBand).ifPresent(parts::add);
        for (var firmware : outOfBand == null ? List.<InstalledFirmware>of() : outOfBand.firmware()) {
            parts.add(new PartFacts("firmware", firmware.name())
                    .fact("version", null, firmware.version())
                    .part());
        }
        return new HardwareTree(
                inBand == null ? null : inBand.collectedAt(),
                outOfBand == null ? null : outOfBand.collectedAt(),
                parts.stream().filter(part -> !part.facts().isEmpty()).toList(),
                inBand == null || outOfBand == null ? List.of() : differences(parts));
    }

    private static HardwarePart system(@Nullable HardwareReport in, @Nullable OutOfBandReport out) {
        var inside = in == null ? null : in.system();
        var outside = out == null ? null : out.system();
        return new PartFacts("system", "system")
                .fact(
                        "maker",
                        inside == null ? null : inside.manufacturer(),
                        outside == null ? null : outside.manufacturer())
                .fact("product", inside == null ? null : inside.product(), outside == null ? null : outside.product())
                .fact("serial", inside == null ? null : inside.serial(), outside == null ? null : outside.serial())
                .fact("uuid", inside == null ? null : inside.uuid(), outside == null ? null : outside.uuid())
                .fact(
                        "firmware",
                        in == null || in.bios() == null ? null : in.bios().version(),
                        out == null || out.bios() == null ? null : out.bios().version())
                .fact("boot mode", in == null ? null : in.bootMode(), out == null ? null : out.bootMode())
                .fact("secure boot", in == null ? null : in.secureBoot(), out == null ? null : out.secureBoot())
                .fact("architecture", in == null ? null : in.architecture(), out == null ? null : out.architecture())
                .part();
    }

    private static void processors(
            @Nullable HardwareReport in, @Nullable OutOfBandReport out, List<HardwarePart> parts) {
        var inside = in == null ? List.<Processor>of() : in.processors();
        var outside = out == null ? List.<Processor>of() : out.processors();
        for (int place = 0; place < Math.max(inside.size(), outside.size()); place++) {
            var one = place < inside.size() ? inside.get(place) : null;
            var other = place < outside.size() ? outside.get(place) : null;
            parts.add(new PartFacts("processor", "processor " + (place + 1))
                    .fact("model", one == null ? null : one.model(), other == null ? null : other.model())
                    .fact("cores", one == null ? null : one.cores(), other == null ? null : other.cores())
                    .fact("threads", one == null ? null : one.threads(), other == null ? null : other.threads())
                    .part());
        }
    }

    private static void memory(@Nullable HardwareReport in, @Nullable OutOfBandReport out, List<HardwarePart> parts) {
        parts.add(new PartFacts("memory", "memory")
                .fact(
                        "MiB",
                        in == null ? null : installed(in.memory()) >> 20,
                        out == null ? null : out.memory().bytes() >> 20)
                .part());
        pairs(
                in == null ? List.of() : in.memory().modules(),
                out == null ? List.of() : out.memory().modules(),
                (one, other) ->
                        same(one.serial(), other.serial()) || one.serial() == null && same(one.slot(), other.slot()),
                (one, other) -> parts.add(new PartFacts(
                                "memory",
                                named(other == null ? null : other.slot(), one == null ? null : one.slot(), "module"))
                        .fact("MiB", one == null ? null : one.bytes() >> 20, other == null ? null : other.bytes() >> 20)
                        .fact("type", one == null ? null : one.type(), other == null ? null : other.type())
                        .fact("serial", one == null ? null : one.serial(), other == null ? null : other.serial())
                        .fact("part", one == null ? null : one.partNumber(), other == null ? null : other.partNumber())
                        .part()));
    }

    /** What the kernel has is less than what is plugged in, and only this can a BMC tell. */
    private static long installed(Memory memory) {
        long plugged = memory.modules().stream().mapToLong(MemoryModule::bytes).sum();
        return plugged > 0 ? plugged : memory.bytes();
    }

    private static void disks(@Nullable HardwareReport in, @Nullable OutOfBandReport out, List<HardwarePart> parts) {
        pairs(
                in == null
                        ? List.<Disk>of()
                        : in.disks().stream().filter(disk -> !disk.removable()).toList(),
                out == null ? List.of() : out.drives(),
                (one, other) -> same(one.serial(), other.serial()) || same(one.wwn(), other.wwn()),
                (one, other) -> parts.add(new PartFacts(
                                "disk",
                                named(
                                        one == null ? null : one.serial(),
                                        other == null ? null : other.serial(),
                                        other == null ? "disk" : other.place()))
                        .fact("model", one == null ? null : one.model(), other == null ? null : other.model())
                        .fact("serial", one == null ? null : one.serial(), other == null ? null : other.serial())
                        .fact("wwn", one == null ? null : one.wwn(), other == null ? null : other.wwn())
                        .fact("bytes", one == null ? null : one.bytes(), other == null ? null : other.bytes())
                        .fact("bus", one == null ? null : one.bus(), other == null ? null : other.bus())
                        .fact("place", null, other == null ? null : other.place())
                        .fact("firmware", null, other == null ? null : other.firmware())
                        .fact("health", null, other == null ? null : other.health())
                        .part()));
        for (var volume : out == null ? List.<Volume>of() : out.volumes()) {
            parts.add(new PartFacts("volume", volume.name())
                    .fact("bytes", null, volume.bytes())
                    .fact("level", null, volume.level())
                    .fact("wwn", null, volume.wwn())
                    .fact("drives", null, String.join(", ", volume.drives()))
                    .part());
        }
    }

    private static void ports(@Nullable HardwareReport in, @Nullable OutOfBandReport out, List<HardwarePart> parts) {
        pairs(
                in == null ? List.of() : in.nics(),
                out == null ? List.of() : out.ports(),
                (one, other) -> one.mac().equals(other.mac()),
                (one, other) -> parts.add(new PartFacts(
                                "port",
                                named(
                                        one == null ? null : one.mac().value(),
                                        other == null ? null : other.mac().value(),
                                        "port"))
                        .fact("mac", one == null ? null : one.mac(), other == null ? null : other.mac())
                        .fact("link", one == null ? null : one.linkUp(), other == null ? null : other.linkUp())
                        .fact("Mbit/s", one == null ? null : one.speedMbps(), other == null ? null : other.speedMbps())
                        .fact("place", null, other == null ? null : other.place())
                        .fact("neighbour", null, other == null ? null : other.neighbour())
                        .part()));
    }

    private static void devices(@Nullable HardwareReport in, @Nullable OutOfBandReport out, List<HardwarePart> parts) {
        pairs(
                in == null ? List.of() : in.controllers(),
                out == null ? List.of() : out.devices(),
                (one, other) -> same(one.vendorId(), other.vendorId()) && same(one.deviceId(), other.deviceId()),
                (one, other) -> parts.add(new PartFacts(
                                "device",
                                named(
                                        one == null ? null : one.pciAddress(),
                                        null,
                                        other == null ? "device" : other.place()))
                        .fact(
                                "name",
                                one == null ? null : one.description(),
                                one != null && one.description() != null || other == null ? null : other.name())
                        .fact(
                                "ids",
                                one == null ? null : one.vendorId() + ":" + one.deviceId(),
                                other == null || other.vendorId() == null
                                        ? null
                                        : other.vendorId() + ":" + other.deviceId())
                        .fact("place", null, other == null ? null : other.place())
                        .fact("serial", null, other == null ? null : other.serial())
                        .fact("gpu", null, other == null || !other.gpu() ? null : true)
                        .part()));
    }

    private static Optional<HardwarePart> bmc(@Nullable HardwareReport in, @Nullable OutOfBandReport out) {
        var inside = in == null ? null : in.bmc();
        var outside = out == null ? null : out.bmc();
        if (inside == null && outside == null) {
            return Optional.empty();
        }
        var lan = inside == null ? null : inside.lan();
        return Optional.of(new PartFacts("bmc", "bmc")
                .fact("model", null, outside == null ? null : outside.model())
                .fact(
                        "firmware",
                        inside == null ? null : inside.firmware(),
                        outside == null ? null : outside.firmware())
                .fact("address", lan == null ? null : lan.address(), outside == null ? null : outside.address())
                .fact("mac", lan == null ? null : lan.mac(), outside == null ? null : outside.mac())
                .part());
    }

    /** Facts that are contradicted; and parts that one side alone tells of, where the other tells of such parts at all. */
    private static List<String> differences(List<HardwarePart> parts) {
        var lines = new ArrayList<String>();
        for (var part : parts) {
            part.facts().stream()
                    .filter(fact -> fact.source() == FactSource.CONTRADICTED)
                    .map(fact -> capital(title(part)) + ": " + fact.name() + " is " + fact.value() + " in-band, and "
                            + fact.outOfBand() + " by the BMC.")
                    .forEach(lines::add);
        }
        for (var kind : List.of("processor", "disk", "port")) {
            var these = parts.stream()
                    .filter(part -> part.kind().equals(kind) && !part.facts().isEmpty())
                    .toList();
            boolean bothTell = these.stream().anyMatch(part -> tells(part, FactSource.IN_BAND))
                    && these.stream().anyMatch(part -> tells(part, FactSource.OUT_OF_BAND));
            for (var part : bothTell ? these : List.<HardwarePart>of()) {
                if (!tells(part, FactSource.OUT_OF_BAND)) {
                    lines.add(capital(title(part)) + " is not seen by the BMC.");
                } else if (!tells(part, FactSource.IN_BAND)) {
                    lines.add(capital(title(part)) + " is seen by the BMC alone.");
                }
            }
        }
        return lines;
    }

    private static boolean tells(HardwarePart part, FactSource side) {
        return part.facts().stream()
                .anyMatch(fact -> fact.source() == side
                        || fact.source() == FactSource.BOTH
                        || fact.source() == FactSource.CONTRADICTED);
    }

    private static String title(HardwarePart part) {
        return part.name().startsWith(part.kind()) ? part.name() : part.kind() + " " + part.name();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String named(@Nullable String first, @Nullable String second, String otherwise) {
        return Objects.requireNonNullElse(first, Objects.requireNonNullElse(second, otherwise));
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.strip().equalsIgnoreCase(other.strip());
    }

    @FunctionalInterface
    private interface Pair<A, B> {
        void of(@Nullable A one, @Nullable B other);
    }

    /** Each of the first list with its like of the second, then what is left of the second. */
    private static <A, B> void pairs(List<A> first, List<B> second, BiPredicate<A, B> alike, Pair<A, B> pair) {
        Set<Integer> taken = new LinkedHashSet<>();
        for (var one : first) {
            @Nullable B found = null;
            for (int at = 0; at < second.size() && found == null; at++) {
                if (!taken.contains(at) && alike.test(one, second.get(at))) {
                    taken.add(at);
                    found = second.get(at);
                }
            }
            pair.of(one, found);
        }
        for (int at = 0; at < second.size(); at++) {
            if (!taken.contains(at)) {
                pair.of(null, second.get(at));
            }
        }
    }
}
