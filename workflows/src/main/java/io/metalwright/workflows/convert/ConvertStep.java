package io.metalwright.workflows.convert;

import io.metalwright.workflows.run.Step;

/** A step in the installed system. */
abstract class ConvertStep implements Step {
    protected final ConvertRun run;
    private final String name;
    private final String title;
    private int jobs;

    protected ConvertStep(ConvertRun run, String name, String title) {
        this.run = run;
        this.name = name;
        this.title = title;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    /** The name of another attempt. */
    protected final String nextJob() {
        return name + "-" + ++jobs;
    }

    @Override
    public String advice() {
        return "Log in by hand and see what it complains of; then retry.";
    }
}
