package io.metalwright.activities.adoption;

import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.hardware.BiosFacts;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.Processor;
import io.metalwright.model.hardware.SystemFacts;
import io.metalwright.workflows.steps.RunningSystem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code facts.sh} printed: lines of words parted by tabs. What it did not say is null, never invented. */
final class ReadFacts {
    private static final int DISK_WORDS = 10;
    private static final int NIC_WORDS = 6;

    private final Map<String, String> facts = new HashMap<>();
    private final List<Disk> disks = new ArrayList<>();
    private final List<Nic> nics = new ArrayList<>();

    private ReadFacts() {}

    /** @throws IllegalArgumentException when a line is none that the script prints */
    static ReadFacts of(String output) {
        var read = new ReadFacts();
        output.lines().forEach(line -> read.take(line.split("\t", -1)));
        return read;
    }

    private void take(String[] words) {
        switch (words[0]) {
            case "disk" -> disks.add(disk(whole(words, DISK_WORDS)));
            case "nic" -> nics.add(nic(whole(words, NIC_WORDS)));
            default -> facts.put(words[0], whole(words, 2)[1]);
        }
    }

    private static String[] whole(String[] words, int wanted) {
        if (words.length != wanted) {
            throw new IllegalArgumentException("the line '" + String.join(" ", words) + "' has " + words.length
                    + " words, and " + wanted + " were wanted");
        }
        return words;
    }

    private static Disk disk(String[] words) {
        return new Disk(
                "/dev/" + words[1],
                Long.parseLong(words[2]),
                words[3].isEmpty() ? 512 : Integer.parseInt(words[3]),
                orNull(words[4]),
                orNull(words[5]),
                orNull(words[6]),
                orNull(words[7]),
                words[8].equals("1"),
                words[9].equals("1"));
    }

    private static Nic nic(String[] words) {
        boolean up = words[4].equals("1");
        // A link that is down tells -1.
        var speed = up && words[5].matches("[0-9]+") ? Integer.valueOf(words[5]) : null;
        return new Nic(words[1], MacAddress.of(words[2]), orNull(words[3]), up, speed, List.of(), null, false);
    }

    boolean isRoot() {
        return "0".equals(facts.get("uid"));
    }

    RunningSystem.Found found(Instant now) {
        return new RunningSystem.Found(
                report(now),
                Objects.requireNonNullElse(fact("hostname"), "localhost"),
                fact("os"),
                Objects.requireNonNullElse(fact("kernel"), "unknown"));
    }

    private HardwareReport report(Instant now) {
        return new HardwareReport(
                1,
                now,
                new SystemFacts(
                        fact("sys_vendor"),
                        fact("product_name"),
                        fact("product_serial"),
                        fact("product_uuid"),
                        fact("product_sku"),
                        fact("product_family")),
                new BiosFacts(fact("bios_vendor"), fact("bios_version"), fact("bios_date")),
                "UEFI".equals(fact("boot")) ? BootMode.UEFI : BootMode.BIOS,
                null,
                Objects.requireNonNullElse(fact("architecture"), "unknown"),
                processors(),
                new Memory(number("memory") * 1024, List.of()),
                disks,
                nics,
                List.of(),
                null);
    }

    private List<Processor> processors() {
        int threads = (int) number("threads");
        int cores = (int) number("cores");
        return threads == 0
                ? List.of()
                : List.of(new Processor(fact("cpu"), null, null, cores == 0 ? threads : cores, threads));
    }

    private long number(String name) {
        var text = fact(name);
        return text == null ? 0 : Long.parseLong(text);
    }

    private @Nullable String fact(String name) {
        return orNull(facts.getOrDefault(name, ""));
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
