package io.metalwright.workflows.runbook;

import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.workflows.boot.BmcOnlyStep;
import io.metalwright.workflows.boot.KnownBmc;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FirmwareUpdates;
import io.metalwright.workflows.steps.FirmwareUpdates.Begun;
import io.metalwright.workflows.steps.Inventory;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Has the BMC update firmware, and goes on when a version reads otherwise. An update that was begun is awaited again, whichever worker dies; where it
 * is not known whether one was begun the BMC is looked at, and another one begins by a person's word alone.
 */
final class FirmwareStep extends BmcOnlyStep {
    private static final int USUAL_MINUTES = 30;
    /** Inventories have some dozens of entries, which slow BMCs tell one by one. */
    private static final Duration READING = Duration.ofMinutes(5);
    /** Some BMCs fetch the image before they answer. */
    private static final Duration BEGINNING = Duration.ofMinutes(5);
    /** What the worker takes beyond the update itself. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    private final RunbookStep.Firmware firmware;
    private @Nullable List<FirmwareItem> before;
    private @Nullable Begun begun;
    private boolean unsure;
    private boolean told;

    FirmwareStep(Inventory.Known machine, KnownBmc bmc, RunbookStep.Firmware firmware) {
        super(machine, bmc);
        this.firmware = firmware;
    }

    @Override
    public String name() {
        return firmware.name();
    }

    @Override
    public String title() {
        return "Have the BMC update firmware by " + firmware.wish().words()
                + (firmware.wish().atRestart() ? ", at the machine's next start" : "");
    }

    @Override
    public String perform() {
        var bmc =
                bmc("Enter its BMC on the machine's page, with protocol redfish; or update by hand and skip the step.");
        if (before == null) {
            before = updates(READING).readInventory(bmc);
        }
        if (begun == null) {
            begun = begin(bmc, before);
        }
        var limit = Duration.ofMinutes(Objects.requireNonNullElse(firmware.minutes(), USUAL_MINUTES));
        var ended = Calls.siteLong(machine().site(), FirmwareUpdates.class, limit.plus(AROUND))
                .awaitUpdate(bmc, begun, before, limit.toSeconds());
        return switch (ended.result()) {
            case DONE -> ended.words();
            case LATE ->
                throw StepTrouble.lasting(
                        FailureTypes.NOT_DONE,
                        said(ended),
                        "See the BMC's own page. Retry waits for the same update once more, and begins no other.");
            case FAILED -> {
                before = null;
                begun = null;
                throw StepTrouble.lasting(
                        FailureTypes.NOT_DONE,
                        said(ended),
                        "Mend what it complains of and retry: the update is begun anew. Or skip it, if that version was there before.");
            }
        };
    }

    private String said(FirmwareUpdates.Ended ended) {
        return "update firmware of " + machine().name() + " by "
                + firmware.wish().words() + ": " + ended.words();
    }

    private Begun begin(BmcTarget bmc, List<FirmwareItem> before) {
        if (!unsure) {
            try {
                return Calls.siteOnce(machine().site(), FirmwareUpdates.class, BEGINNING)
                        .beginUpdate(bmc, firmware.wish());
            } catch (ActivityFailure e) {
                if (!mayHaveBegun(e)) {
                    throw e;
                }
                unsure = true;
                told = false;
            }
        }
        var found = updates(READING).findUpdate(bmc, firmware.wish(), before);
        if (found == null && !told) {
            told = true;
            throw StepTrouble.lasting(
                    FailureTypes.NOT_DONE,
                    "update firmware of " + machine().name() + " by "
                            + firmware.wish().words()
                            + ": the BMC was asked, its answer was lost, and neither a task nor a version tells whether it began.",
                    "See the BMC's own page. Retry looks once more, and begins the update if there still is none; skip passes it over.");
        }
        unsure = false;
        return found == null ? begin(bmc, before) : found;
    }

    /** Unless nobody took it up, or the BMC itself said no. */
    private static boolean mayHaveBegun(ActivityFailure failure) {
        return switch (failure.getCause()) {
            case TimeoutFailure late -> late.getTimeoutType() != TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
            case ApplicationFailure cause -> FailureTypes.BMC_UNREACHABLE.equals(cause.getType());
            case null, default -> false;
        };
    }

    private FirmwareUpdates updates(Duration deadline) {
        return Calls.site(machine().site(), FirmwareUpdates.class, deadline);
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "See 'metalwright bmc firmware' and the BMC's own page. Retry, or update by hand and skip the step.";
    }
}
