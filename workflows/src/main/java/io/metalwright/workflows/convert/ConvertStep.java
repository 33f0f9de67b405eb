package io.metalwright.workflows.convert;

import io.metalwright.workflows.run.JobNumber;
import io.metalwright.workflows.run.TitledStep;
import io.metalwright.workflows.steps.Virtualization;
import java.util.function.Function;

/** A step in the installed system. */
abstract class ConvertStep extends TitledStep<ConvertRun> {
    private final JobNumber jobs = new JobNumber();

    protected ConvertStep(ConvertRun run, String name, String title) {
        super(run, name, title);
    }

    /** @param question asks the system, or has it do something that goes on by itself */
    protected final <T> T onHost(Function<Virtualization.Host, T> question) {
        return onHost(question, name());
    }

    /** The same on the way back, where the answer to what was asked before is no answer. */
    protected final <T> T backOnHost(Function<Virtualization.Host, T> question) {
        return onHost(question, name() + "-undo");
    }

    private <T> T onHost(Function<Virtualization.Host, T> question, String what) {
        return jobs.with(number -> question.apply(run.host(what + "-" + number)));
    }

    @Override
    public String advice() {
        return "Log in by hand and see what it complains of; then retry.";
    }
}
