package io.metalwright.model.capability;

import io.metalwright.model.hardware.Controller;
import io.metalwright.model.hardware.Device;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.Drive;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.MemoryModule;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.Port;
import io.metalwright.model.hardware.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a machine can do, by name, from what it and its BMC told. A capability may have several values (both sides, or one for each part); one that
 * nobody told of is not there.
 */
public final class Capabilities {
    /** All names; each is explained where it is made. */
    public static final Set<String> NAMES = Set.of(
            "manufacturer",
            "product",
            "architecture",
            "boot_mode",
            "secure_boot",
            "bios_version",
            "bmc_version",
            "processors",
            "processor_model",
            "cores",
            "threads",
            "memory_mib",
            "disks",
            "disk_gib",
            "largest_disk_gib",
            "disk_bus",
            "ssds",
            "ports",
            "port_speed_mbps",
            "gpus",
            "gpu_model");

    private static final Set<String> GPU_MAKERS = Set.of("1002", "10de");

    private final Map<String, List<String>> values = new TreeMap<>();

    private Capabilities() {}

    public static Map<String, List<String>> of(@Nullable HardwareReport inBand, @Nullable OutOfBandReport outOfBand) {
        var found = new Capabilities();
        if (inBand != null) {
            found.of(inBand);
        }
        if (outOfBand != null) {
            found.of(outOfBand, inBand != null);
        }
        return found.values;
    }

    private void of(HardwareReport report) {
        add("manufacturer", report.system().manufacturer());
        add("product", report.system().product());
        add("architecture", report.architecture());
        add("boot_mode", report.bootMode());
        add("secure_boot", report.secureBoot());
        add("bios_version", report.bios() == null ? null : report.bios().version());
        add("bmc_version", report.bmc() == null ? null : report.bmc().firmware());
        of(report.processors());
        of(report.memory());
        var fixed = report.disks().stream().filter(disk -> !disk.removable()).toList();
        disks(
                fixed.stream().map(Disk::bytes).toList(),
                fixed.stream().map(Disk::bus).toList(),
                fixed.stream().filter(disk -> !disk.rotational()).count());
        add("ports", report.nics().size());
        report.nics().stream()
                .map(Nic::speedMbps)
                .filter(Objects::nonNull)
                .forEach(speed -> add("port_speed_mbps", speed));
        var gpus = report.controllers().stream()
                .filter(controller -> controller.kind().equals("display") && GPU_MAKERS.contains(controller.vendorId()))
                .toList();
        add("gpus", gpus.size());
        gpus.stream().map(Controller::description).forEach(name -> add("gpu_model", name));
    }

    /** What is counted is taken from one side, and from the machine itself where it told: a BMC sees drives that no system has. */
    private void of(OutOfBandReport report, boolean countedAlready) {
        add("manufacturer", report.system().manufacturer());
        add("product", report.system().product());
        add("architecture", report.architecture());
        add("secure_boot", report.secureBoot());
        add("bios_version", report.bios() == null ? null : report.bios().version());
        add("bmc_version", report.bmc() == null ? null : report.bmc().firmware());
        report.devices().stream().filter(Device::gpu).map(Device::name).forEach(name -> add("gpu_model", name));
        report.ports().stream()
                .map(Port::speedMbps)
                .filter(Objects::nonNull)
                .forEach(speed -> add("port_speed_mbps", speed));
        if (countedAlready) {
            return;
        }
        add("boot_mode", report.bootMode());
        of(report.processors());
        of(report.memory());
        disks(
                report.drives().stream().map(Drive::bytes).toList(),
                report.drives().stream().map(Drive::bus).toList(),
                report.drives().stream()
                        .filter(drive -> Boolean.FALSE.equals(drive.rotational()))
                        .count());
        add("ports", report.ports().size());
        add("gpus", report.devices().stream().filter(Device::gpu).count());
    }

    private void of(List<Processor> processors) {
        add("processors", processors.size());
        add("cores", processors.stream().mapToInt(Processor::cores).sum());
        add("threads", processors.stream().mapToInt(Processor::threads).sum());
        processors.stream().map(Processor::model).forEach(model -> add("processor_model", model));
    }

    /** What is plugged in, else what the kernel has. */
    private void of(Memory memory) {
        long plugged = memory.modules().stream().mapToLong(MemoryModule::bytes).sum();
        add("memory_mib", Math.max(plugged, memory.bytes()) >> 20);
    }

    private void disks(List<Long> bytes, List<@Nullable String> buses, long ssds) {
        add("disks", bytes.size());
        add("disk_gib", bytes.stream().mapToLong(Long::longValue).sum() >> 30);
        add("largest_disk_gib", bytes.stream().mapToLong(Long::longValue).max().orElse(0) >> 30);
        buses.forEach(bus -> add("disk_bus", bus));
        add("ssds", ssds);
    }

    private void add(String name, @Nullable Object value) {
        Stream.ofNullable(value)
                .map(Object::toString)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .filter(text -> !values.getOrDefault(name, List.of()).contains(text))
                .forEach(text -> values.computeIfAbsent(name, unknown -> new ArrayList<>())
                        .add(text));
    }
}
