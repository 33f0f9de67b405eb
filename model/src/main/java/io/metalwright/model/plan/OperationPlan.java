package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.run.RunKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run will do that takes a machine into BootOS and installs nothing. Readable before anything happens, and never changed.
 *
 * @param hostname of the system that the machine holds, where it holds one
 * @param disks what is erased; empty where no disk is touched
 * @param erasures what is done to each of those disks, in this order
 * @param secureBoot whether its firmware starts what is signed alone, as far as is known; null: nobody told
 * @param medium the disc from which it boots BootOS; null: it boots from the network
 * @param effects the effects, each in a sentence for a person
 * @param hash sum of all the above
 */
public record OperationPlan(
        RunKind kind,
        MachineId machine,
        SiteName site,
        @Nullable String serial,
        @Nullable String uuid,
        List<MacAddress> macs,
        @Nullable BmcTarget bmc,
        @Nullable Ipv4Address bootAddress,
        BootMode bootMode,
        @Nullable String hostname,
        List<PlannedDisk> disks,
        List<PlannedErasure> erasures,
        List<String> effects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean secureBoot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlannedMedium medium,
        List<String> steps,
        String hash)
        implements MachinePlan {
    public OperationPlan {
        macs = List.copyOf(macs);
        disks = List.copyOf(disks);
        erasures = List.copyOf(erasures);
        effects = List.copyOf(effects);
        steps = List.copyOf(steps);
    }

    public OperationPlan hashed(String sum) {
        return new OperationPlan(
                kind,
                machine,
                site,
                serial,
                uuid,
                macs,
                bmc,
                bootAddress,
                bootMode,
                hostname,
                disks,
                erasures,
                effects,
                secureBoot,
                medium,
                steps,
                sum);
    }
}
