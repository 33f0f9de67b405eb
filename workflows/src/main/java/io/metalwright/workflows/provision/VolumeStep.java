package io.metalwright.workflows.provision;

import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.OutOfBandInspection;
import io.metalwright.workflows.steps.Power;
import io.metalwright.workflows.steps.Volumes;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Has the RAID controller make the volume that the image goes to. One of the same level and drives that stands already is taken; what else stands over
 * these drives is deleted if the plan names it, and else stops the step.
 */
final class VolumeStep extends ProvisionStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration INSPECTION = Duration.ofMinutes(10);
    private static final Duration MAKING = Duration.ofMinutes(40);
    /** What is in the way, at one start of the machine; the volume, at another. */
    private static final int ROUNDS = 3;

    /** Whether nothing was asked of the controller by a step that has begun. */
    private boolean hasOnlyLooked;

    private boolean hasAsked;

    VolumeStep(ProvisionRun run) {
        super(run, Volumes.STEP, "Have the RAID controller make the volume");
    }

    @Override
    public String perform() {
        var volume = run.plan().volume();
        if (volume == null) {
            return "No volume is asked for any more.";
        }
        var bmc = run.bmc();
        if (bmc == null || bmc.protocol() != BmcProtocol.REDFISH) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    "A volume of a RAID controller is wished for (" + volume.words() + "), and "
                            + (bmc == null ? "no BMC is known." : "IPMI cannot make one."),
                    "Enter the BMC with protocol redfish, then retry.");
        }
        hasOnlyLooked = !hasAsked;
        var standing = site(Volumes.class, DEADLINE).read(bmc, volume);
        if (standing != null) {
            run.volume(standing);
            return "Volume '" + standing.name() + "' stands: " + volume.words() + ". Nothing was made or deleted.";
        }
        run.destroys();
        hasAsked = true;
        hasOnlyLooked = false;
        var told = new ArrayList<String>();
        for (int round = 0; round < ROUNDS && standing == null; round++) {
            var asked = site(Volumes.class, DEADLINE).make(bmc, volume);
            told.add(asked.words());
            if (asked.atRestart()) {
                site(Power.class, DEADLINE).apply(bmc, PowerCommand.CYCLE);
            }
            standing = Calls.siteLong(run.machine.site(), Volumes.class, MAKING).await(bmc, volume, asked);
        }
        if (standing == null) {
            throw StepTrouble.passing(
                    String.join(" ", told) + " No volume stands all the same.",
                    "See 'metalwright bmc volumes' and the controller's own page; then retry.");
        }
        run.volume(standing);
        // So that the next plan knows what stands.
        var report = site(OutOfBandInspection.class, INSPECTION).inspectOutOfBand(bmc);
        Calls.control(Inventory.class).recordOutOfBand(run.machine.id(), report);
        return String.join(" ", told) + " Volume '" + standing.name() + "' stands, of " + standing.bytes() + " bytes"
                + (standing.wwn() == null ? "." : " and WWN " + standing.wwn() + ".");
    }

    @Override
    public boolean destroysData() {
        return !hasOnlyLooked;
    }

    @Override
    public String advice() {
        return "See 'metalwright bmc volumes'. Retry, or retry with a change of /disks; or cancel.";
    }
}
