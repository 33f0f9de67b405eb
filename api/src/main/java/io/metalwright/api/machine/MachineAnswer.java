package io.metalwright.api.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.metalwright.cmdb.machine.HardwareSummary;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine as the API tells it.
 *
 * @param address of its installed system, else the one it has in BootOS
 * @param bootMethod how BootOS comes to it, where a run does not say otherwise
 * @param bootAddress reserved for it while it is in BootOS
 * @param health as its BMC last told; null where it was never asked
 */
record MachineAnswer(
        MachineId id,
        String name,
        SiteName site,
        MachineState state,
        @Nullable String stateReason,
        @Nullable String serial,
        @Nullable String uuid,
        @Nullable String manufacturer,
        @Nullable String product,
        List<MacAddress> macs,
        @Nullable Ipv4Address address,
        @Nullable Ipv4Address bootAddress,
        @Nullable String hostname,
        @Nullable String image,
        @Nullable String os,
        MachineRole role,
        @Nullable BootMode bootMode,
        BootMethod bootMethod,
        List<String> tags,
        @Nullable Bmc bmc,
        @Nullable HardwareSummary summary,
        @Nullable Health health,
        @Nullable ActiveRun activeRun,
        Instant createdAt,
        Instant updatedAt) {

    /** Where its BMC is; the password is told to nobody. */
    record Bmc(BmcProtocol protocol, String address, int port, String user) {}

    record ActiveRun(
            String id,
            RunKind kind,
            RunState state,
            @Nullable String step) {}

    /** A single machine, with all that was found in it. */
    record Whole(
            @JsonUnwrapped MachineAnswer machine,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            HardwareReport hardware) {}

    static MachineAnswer of(MachineRow row, @Nullable RunRow run, @Nullable Health health) {
        var bmc = row.bmc();
        return new MachineAnswer(
                row.id(),
                row.name(),
                row.site(),
                row.state(),
                row.stateReason(),
                row.serial(),
                row.uuid(),
                row.manufacturer(),
                row.product(),
                row.macs().addresses(),
                row.address() == null ? row.bootAddress() : row.address(),
                row.bootAddress(),
                row.hostname(),
                row.image(),
                row.os(),
                row.role(),
                row.bootMode(),
                row.bootMethod() == null ? BootMethod.NETWORK : row.bootMethod(),
                row.tags().words(),
                bmc == null ? null : new Bmc(bmc.protocol(), bmc.address(), bmc.port(), bmc.user()),
                row.summary(),
                health,
                run == null ? null : new ActiveRun(run.id(), run.kind(), run.state(), run.step()),
                row.createdAt(),
                row.updatedAt());
    }
}
