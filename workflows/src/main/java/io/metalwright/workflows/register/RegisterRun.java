package io.metalwright.workflows.register;

import io.metalwright.model.BootMode;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.workflows.boot.BootOsEntry;
import io.metalwright.workflows.boot.KnownBmc;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.Inventory;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What the steps of one {@code Register} run hand to each other. */
final class RegisterRun {
    final RunRecord record;
    final BootOsEntry bootOs;
    final RegisterSpec spec;
    private Inventory.@Nullable Known machine;
    private @Nullable KnownBmc bmc;
    private @Nullable HardwareReport hardware;

    RegisterRun(RunRecord record, Signs signs, RegisterSpec spec) {
        this.record = record;
        this.bootOs = new BootOsEntry(signs);
        this.spec = spec;
    }

    void machine(Inventory.Known known) {
        machine = known;
        bmc = new KnownBmc(known);
        record.on(known.id(), known.site());
    }

    boolean hasMachine() {
        return machine != null;
    }

    Inventory.Known machine() {
        if (machine == null) {
            throw new IllegalStateException("The machine has no record yet");
        }
        return machine;
    }

    /** As it was entered, or as a person has corrected it since. */
    @Nullable
    BmcTarget bmc() {
        return bmc == null ? null : bmc.target();
    }

    void bmcMended(String word) {
        if (bmc != null && Since.correctsBmcsForAllSteps()) {
            bmc.mended(word);
        }
    }

    void hardware(HardwareReport report) {
        hardware = report;
    }

    HardwareReport hardware() {
        if (hardware == null) {
            throw new IllegalStateException("The machine was not inspected yet");
        }
        return hardware;
    }

    String keyName() {
        return "run/" + Workflow.getInfo().getFirstExecutionRunId();
    }

    /** A stranger's boot mode is unknown until it was inspected; its BMC too, so it is never asked for here. */
    BootOsEntry.Machine bootMachine() {
        return new BootOsEntry.Machine(machine().id(), machine().site(), bmc(), BootMode.BIOS, keyName());
    }

    BootOsTarget target() {
        return bootOs.target(bootMachine());
    }
}
