package io.metalwright.workflows.run;

/**
 * A step whose name and title are settled.
 *
 * @param <R> what the steps of its kind of run hand to each other
 */
public abstract class TitledStep<R> implements Step {
    protected final R run;
    private final String name;
    private final String title;

    protected TitledStep(R run, String name, String title) {
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
}
