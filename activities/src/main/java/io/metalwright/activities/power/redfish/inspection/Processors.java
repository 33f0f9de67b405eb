package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.model.hardware.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DSP2046, Processor. */
final class Processors {
    private static final Set<String> COMPUTING = Set.of("GPU", "Accelerator", "FPGA", "DSP");

    private Processors() {}

    static List<Processor> of(Tree tree, Resource system) {
        var found = new ArrayList<Processor>();
        for (var processor : tree.membersOf(system, "Processors")) {
            if (Presence.isThere(processor) && !COMPUTING.contains(processor.word("ProcessorType"))) {
                found.add(new Processor(
                        processor
                                .text("Model")
                                .or(() -> processor.text("Version"))
                                .orElse(null),
                        processor.text("Manufacturer").orElse(null),
                        processor.text("Socket").or(() -> processor.text("Id")).orElse(null),
                        count(processor, "TotalCores"),
                        count(processor, "TotalThreads")));
            }
        }
        return found.isEmpty() ? ofSummary(system.at("ProcessorSummary")) : found;
    }

    /** GPUs are processors too since schema 1.0, and PCI devices beside. */
    static List<Resource> computing(Tree tree, Resource system) {
        return tree.membersOf(system, "Processors").stream()
                .filter(Presence::isThere)
                .filter(processor -> COMPUTING.contains(processor.word("ProcessorType")))
                .toList();
    }

    private static List<Processor> ofSummary(Resource summary) {
        int count = count(summary, "Count");
        if (count == 0 || count > 64) {
            return List.of();
        }
        var found = new ArrayList<Processor>();
        for (int socket = 1; socket <= count; socket++) {
            found.add(new Processor(
                    summary.text("Model").orElse(null),
                    null,
                    null,
                    count(summary, "CoreCount") / count,
                    count(summary, "LogicalProcessorCount") / count));
        }
        return found;
    }

    /** As {@code uname -m} names it. */
    static @Nullable String architecture(Tree tree, Resource system) {
        return tree.membersOf(system, "Processors").stream()
                .filter(processor -> !COMPUTING.contains(processor.word("ProcessorType")))
                .map(processor -> word(
                        processor.word("InstructionSet").toLowerCase(Locale.ROOT),
                        processor.word("ProcessorArchitecture").toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String word(String instructions, String architecture) {
        return switch (instructions) {
            case "x86-64" -> "x86_64";
            case "arm-a64" -> "aarch64";
            case "arm-a32" -> "armv7l";
            case "powerisa" -> "ppc64le";
            case "rv64" -> "riscv64";
            // Every server whose BMC leaves the first one out, or calls a Xeon "x86", is a 64-bit one.
            default ->
                switch (architecture) {
                    case "x86" -> "x86_64";
                    case "arm" -> "aarch64";
                    case "power" -> "ppc64le";
                    default -> "";
                };
        };
    }

    private static int count(Resource thing, String name) {
        return (int) Math.min(thing.amount(name).orElse(0), 100_000);
    }
}
