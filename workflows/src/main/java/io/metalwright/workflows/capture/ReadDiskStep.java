package io.metalwright.workflows.capture;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.workflows.boot.BootOsStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Capturing;
import io.metalwright.workflows.steps.Tokens;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the disk and keeps what it holds. The boot plan carries the token's sum from here until another plan is published. */
final class ReadDiskStep extends BootOsStep<OperationRun> {
    private static final Duration SUM = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofHours(12);

    private final ChooseDiskStep choice;
    private Capturing.@Nullable Captured captured;

    ReadDiskStep(OperationRun run, ChooseDiskStep choice) {
        super(run, "read", "Read the disk");
        this.choice = choice;
    }

    @Override
    public String perform() {
        allowSending();
        var found = Calls.siteLong(run.machine.site(), Capturing.class, DEADLINE)
                .capture(
                        run.target(),
                        new Capturing.Request(
                                choice.disk(), Workflow.getInfo().getFirstExecutionRunId(), run.keyName()));
        captured = found;
        return found.chunks() + " chunks with " + found.dataBytes() / 1_000_000 + " MB of "
                + found.sizeBytes() / 1_000_000 + " MB kept (" + found.bytesSent() / 1_000_000 + " MB sent) in "
                + found.seconds() + " s.";
    }

    private void allowSending() {
        var plan = run.plan();
        Calls.boot(run.machine.site(), BootPlans.class)
                .publish(run.withDisc(new MachineBoot(
                        plan.machine(),
                        plan.macs(),
                        plan.bootAddress(),
                        null,
                        new BootPlan.BootOs(true, List.of(run.authorizedKey())),
                        Workflow.getInfo().getWorkflowId(),
                        site(Tokens.class, SUM).sumOf(run.keyName()))));
    }

    Capturing.Captured captured() {
        if (captured == null) {
            throw new IllegalStateException("Nothing was read yet: a step ran before the one that reads");
        }
        return captured;
    }
}
