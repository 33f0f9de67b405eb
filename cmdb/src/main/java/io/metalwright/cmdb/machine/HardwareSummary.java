package io.metalwright.cmdb.machine;

import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Processor;

/** What a list shows of a machine's hardware. Removable disks do not count. */
public record HardwareSummary(Integer cores, Long memoryBytes, Integer disks, Long diskBytes) {
    public static HardwareSummary of(HardwareReport report) {
        var fixed = report.disks().stream().filter(disk -> !disk.removable()).toList();
        return new HardwareSummary(
                report.processors().stream().mapToInt(Processor::cores).sum(),
                report.memory().bytes(),
                fixed.size(),
                fixed.stream().mapToLong(Disk::bytes).sum());
    }
}
