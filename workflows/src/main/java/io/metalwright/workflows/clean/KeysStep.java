package io.metalwright.workflows.clean;

import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.bmc.KeyReset;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.steps.Firmware;
import java.time.Duration;
import java.util.EnumSet;

/** Gives secure boot the keys of the factory, or none, and reads them back. */
final class KeysStep extends OutOfBandStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final KeyReset reset;

    private KeysStep(OperationRun run, CleaningStep step, String title, boolean named, KeyReset reset) {
        super(run, step, title, named, EnumSet.of(BmcProtocol.REDFISH));
        this.reset = reset;
    }

    static KeysStep resetting(OperationRun run, boolean named) {
        return new KeysStep(
                run, CleaningStep.RESET_SECURE_BOOT_KEYS, "Reset the keys of secure boot", named, KeyReset.DEFAULT);
    }

    static KeysStep clearing(OperationRun run, boolean named) {
        return new KeysStep(
                run, CleaningStep.CLEAR_SECURE_BOOT_KEYS, "Clear the keys of secure boot", named, KeyReset.CLEAR);
    }

    @Override
    String perform(BmcTarget bmc) {
        var reads = site(Firmware.class, DEADLINE)
                .set(bmc, new FirmwareWish(null, null, reset))
                .after();
        return "The BMC took it, and reads " + reads.words()
                + (reads.shows(reset) ? "." : ": the keys are others from the machine's next start on.");
    }
}
