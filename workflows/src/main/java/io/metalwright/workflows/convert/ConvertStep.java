package io.metalwright.workflows.convert;

import io.metalwright.workflows.run.TitledStep;

/** A step in the installed system. */
abstract class ConvertStep extends TitledStep<ConvertRun> {
    private int jobs;

    protected ConvertStep(ConvertRun run, String name, String title) {
        super(run, name, title);
    }

    /** The name of another attempt. */
    protected final String nextJob() {
        return name() + "-" + ++jobs;
    }

    @Override
    public String advice() {
        return "Log in by hand and see what it complains of; then retry.";
    }
}
