package io.metalwright.workflows.steps;

import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.InstalledSystem;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.OperationPlan;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.model.spec.ReinstallSpec;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CMDB, as runs read and write it; the only writer of a machine's state. Queue: {@code control}. */
@ActivityInterface
public interface Inventory {
    /** Run ids that begin so ask for a draft: it is the plan that would be made, and nothing is kept, held or recorded. */
    String DRAFT = "draft/";

    /**
     * What a run needs to know of a machine.
     *
     * @param bmc null while none is known
     */
    record Known(
            MachineId id,
            String name,
            SiteName site,
            MachineState state,
            List<MacAddress> macs,
            @Nullable Ipv4Address address,
            @Nullable String hostname,
            @Nullable BmcTarget bmc) {}

    /** How the BMC of a machine shall be set up: an address of its segment's range, and a password made for it. */
    record BmcLease(
            @Nullable Ipv4Address address,
            @Nullable Ipv4Address netmask,
            @Nullable Ipv4Address gateway,
            String user,
            SecretReference password) {}

    @ActivityMethod(name = "FindMachine")
    Known find(MachineId machine);

    /**
     * Makes the record of a machine that asked from this MAC, or finds it, and sets its state to {@code registering}.
     *
     * @param proposed the id that a new record gets
     */
    @ActivityMethod(name = "EnrollMachine")
    Known enroll(RegisterSpec spec, MachineId proposed);

    /** Allots an address of the BMC range and makes a random password; asked again, it answers the same. */
    @ActivityMethod(name = "LeaseBmc")
    BmcLease leaseBmc(MachineId machine, HardwareReport report);

    @ActivityMethod(name = "RecordHardware")
    void recordHardware(MachineId machine, HardwareReport report);

    @ActivityMethod(name = "RecordBmc")
    void recordBmc(BmcTarget bmc);

    @ActivityMethod(name = "RecordState")
    void recordState(MachineId machine, MachineState state, @Nullable String reason);

    /** Makes the plan from what is known of the machine, and holds the address for it; sets the state to {@code provisioning}. Asked again by the same run, it answers the same plan. */
    @ActivityMethod(name = "PlanProvision")
    ProvisionPlan planProvision(String runId, MachineId machine, ProvisionSpec spec, List<String> steps);

    /** Gives back what {@link #planProvision} held. */
    @ActivityMethod(name = "ReleasePlan")
    void releasePlan(String runId, MachineId machine);

    /**
     * Settles what such a run will do, from what is known of the machine. Where disks are erased, the state becomes {@code cleaning}. Asked again by
     * the same run, it answers the same plan.
     */
    @ActivityMethod(name = "PlanOperation")
    OperationPlan planOperation(String runId, MachineId machine, OperationWish wish, List<String> steps);

    /** As {@link #recordHardware}; tells in words what is different from the report before. */
    @ActivityMethod(name = "RecordInspection")
    List<String> recordInspection(MachineId machine, HardwareReport report);

    /**
     * What an inspection through the BMC brought up.
     *
     * @param changes what is different from the one before
     * @param differences what the machine itself told otherwise
     */
    record OutOfBandNews(List<String> changes, List<String> differences) {}

    @ActivityMethod(name = "RecordOutOfBand")
    OutOfBandNews recordOutOfBand(MachineId machine, OutOfBandReport report);

    /** The machine holds no system and is available; the address of the system that it held is given back. Says so. */
    @ActivityMethod(name = "RecordRelease")
    String recordRelease(MachineId machine);

    /** What was wished when the machine was last deployed, on the disks that were written then, changed as is wished now. */
    @ActivityMethod(name = "FindReinstallSpec")
    ProvisionSpec reinstallSpec(MachineId machine, ReinstallSpec changed);

    /** The machine is deployed: hostname, address, image and operating system. */
    @ActivityMethod(name = "RecordDeployment")
    void recordDeployment(ProvisionPlan plan, @Nullable InstalledSystem system);
}
