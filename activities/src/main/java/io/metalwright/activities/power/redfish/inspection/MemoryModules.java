package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.MemoryModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** DSP2046, Memory. */
final class MemoryModules {
    private static final long MEBIBYTE = 1 << 20;

    private MemoryModules() {}

    static Memory of(Tree tree, Resource system) {
        var modules = new ArrayList<MemoryModule>();
        for (var module : tree.membersOf(system, "Memory")) {
            // iLO 4 has names of its own: SizeMB, DIMMType, MaximumFrequencyMHz.
            long mebibytes = either(module.amount("CapacityMiB"), module.amount("SizeMB"))
                    .orElse(0);
            if (Presence.isThere(module) && mebibytes > 0 && !keepsData(module)) {
                modules.add(new MemoryModule(
                        module.text("DeviceLocator")
                                .or(() -> module.text("SocketLocator"))
                                .or(() -> module.text("Name"))
                                .orElse(null),
                        mebibytes * MEBIBYTE,
                        module.text("MemoryDeviceType")
                                .or(() -> module.text("DIMMType"))
                                .orElse(null),
                        speed(module),
                        module.text("Manufacturer").orElse(null),
                        module.text("SerialNumber").orElse(null),
                        module.text("PartNumber").orElse(null)));
            }
        }
        return new Memory(total(system, modules), modules);
    }

    /** Persistent memory is no main memory: schema 1.4 says so by its type, and iLO 5 by its id alone. */
    private static boolean keepsData(Resource module) {
        var type = (module.word("MemoryType") + " " + module.word("Id")).toLowerCase(Locale.ROOT);
        return type.contains("nvdimm") || type.contains("optane");
    }

    /** In mebibytes, as summaries are in GiB with a fraction at best. */
    private static long total(Resource system, List<MemoryModule> modules) {
        long sum = modules.stream().mapToLong(MemoryModule::bytes).sum();
        double gibibytes = system.fraction("MemorySummary", "TotalSystemMemoryGiB");
        return sum > 0 ? sum : Math.round(gibibytes * 1024) * MEBIBYTE;
    }

    private static @Nullable Integer speed(Resource module) {
        var speed = either(module.amount("OperatingSpeedMhz"), module.amount("MaximumFrequencyMHz"));
        return speed.isPresent() ? (int) Math.min(speed.getAsLong(), 1_000_000) : null;
    }

    private static OptionalLong either(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }
}
