package io.metalwright.activities.inspection;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.TellsHardware;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.OutOfBandInspection;

/** Has the BMC tell the facts. */
public final class BmcInspection implements OutOfBandInspection {
    private final BmcVisits visits;

    public BmcInspection(BmcVisits visits) {
        this.visits = visits;
    }

    @Override
    public OutOfBandReport inspectOutOfBand(BmcTarget target) {
        try {
            return visits.visit(target, bmc -> hardware(target, bmc));
        } catch (BmcFailure e) {
            throw BmcVisits.failure("inspect", target, e);
        }
    }

    private static OutOfBandReport hardware(BmcTarget target, Bmc bmc) {
        if (bmc instanceof TellsHardware teller) {
            return teller.hardware();
        }
        throw Failures.lasting(
                FailureTypes.BY_HAND,
                "inspect " + target.machine() + " through " + BmcVisits.place(target)
                        + ": this protocol tells no hardware",
                "Enter the BMC with the protocol 'redfish' where it has it, then retry; or inspect the machine in BootOS.");
    }
}
