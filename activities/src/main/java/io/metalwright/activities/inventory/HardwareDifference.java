package io.metalwright.activities.inventory;

import io.metalwright.model.hardware.BmcFacts;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Nic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is different between two reports of one machine, each in a sentence. Names that change from boot to boot count for nothing. */
final class HardwareDifference {
    private final List<String> lines = new ArrayList<>();

    private HardwareDifference() {}

    static List<String> between(HardwareReport before, HardwareReport after) {
        var difference = new HardwareDifference();
        difference.fact(
                "The serial number", before.system().serial(), after.system().serial());
        difference.fact("The UUID", before.system().uuid(), after.system().uuid());
        difference.fact("The product", before.system().product(), after.system().product());
        difference.fact("The firmware", bios(before), bios(after));
        difference.fact("The boot mode", before.bootMode(), after.bootMode());
        difference.fact("Secure boot", before.secureBoot(), after.secureBoot());
        difference.fact("Memory", mebibytes(before), mebibytes(after));
        difference.set("Processor", processors(before), processors(after));
        difference.set(
                "Disk",
                byName(before.disks(), HardwareDifference::disk),
                byName(after.disks(), HardwareDifference::disk));
        difference.set(
                "Port",
                byName(before.nics(), HardwareDifference::port),
                byName(after.nics(), HardwareDifference::port));
        difference.fact("The BMC's firmware", bmc(before.bmc()), bmc(after.bmc()));
        return List.copyOf(difference.lines);
    }

    private void fact(String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            lines.add(name + " was " + words(before) + " and is " + words(after) + ".");
        }
    }

    /** Things that are counted: two equal ones are told apart by their number. */
    private void set(String name, Map<String, Long> before, Map<String, Long> after) {
        before.forEach((thing, count) -> change(name, thing, after.getOrDefault(thing, 0L) - count));
        after.forEach((thing, count) -> {
            if (!before.containsKey(thing)) {
                change(name, thing, count);
            }
        });
    }

    private void change(String name, String thing, long by) {
        if (by != 0) {
            lines.add(name + " " + thing + (by < 0 ? " is gone" : " is new")
                    + (Math.abs(by) == 1 ? "." : " (" + Math.abs(by) + " of them)."));
        }
    }

    private static <T> Map<String, Long> byName(List<T> things, Function<T, String> name) {
        return things.stream().collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.counting()));
    }

    private static Map<String, Long> processors(HardwareReport report) {
        return byName(
                report.processors(), processor -> words(processor.model()) + " with " + processor.cores() + " cores");
    }

    private static String disk(Disk disk) {
        return words(disk.model()) + ", serial " + words(disk.serial()) + ", " + disk.bytes() + " bytes";
    }

    private static String port(Nic nic) {
        return nic.mac().toString();
    }

    private static @Nullable String bios(HardwareReport report) {
        return report.bios() == null ? null : report.bios().version();
    }

    private static String mebibytes(HardwareReport report) {
        return report.memory().bytes() / (1 << 20) + " MiB";
    }

    private static @Nullable String bmc(@Nullable BmcFacts bmc) {
        return bmc == null ? null : bmc.firmware();
    }

    private static String words(@Nullable Object value) {
        return value == null ? "unknown" : value.toString();
    }
}
