package io.metalwright.model.boot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that boot-services know of a machine: who it is, what it boots, and who wants to hear of it. Published whole; the last one counts.
 *
 * @param macs every port that may ask; the first is the one it registered with
 * @param address the address reserved for it, or null for one of the segment's range
 * @param workflowId the workflow that awaits its signs of life, or null when nobody does
 * @param osReadyToken sum of the token with which the installed system may report, or BootOS send chunks of a disk; or null
 * @param medium the disc that is held ready for its BMC, or null
 */
public record MachineBoot(
        MachineId machine,
        List<MacAddress> macs,
        @Nullable Ipv4Address address,
        @Nullable String hostname,
        BootPlan plan,
        @Nullable String workflowId,
        @Nullable Sha256 osReadyToken,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BootMedium medium) {
    public MachineBoot {
        macs = List.copyOf(macs);
        if (macs.isEmpty()) {
            throw new IllegalArgumentException(
                    "Machine " + machine + " has no MAC address, so nothing it asks would be known");
        }
    }

    /** Without a disc. */
    public MachineBoot(
            MachineId machine,
            List<MacAddress> macs,
            @Nullable Ipv4Address address,
            @Nullable String hostname,
            BootPlan plan,
            @Nullable String workflowId,
            @Nullable Sha256 osReadyToken) {
        this(machine, macs, address, hostname, plan, workflowId, osReadyToken, null);
    }

    public MachineBoot with(BootMedium disc) {
        return new MachineBoot(machine, macs, address, hostname, plan, workflowId, osReadyToken, disc);
    }
}
