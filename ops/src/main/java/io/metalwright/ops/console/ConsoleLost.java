package io.metalwright.ops.console;

/** A console's line is lost; the message says why. */
public final class ConsoleLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayComeBack;

    /** @param mayComeBack whether to try again: not where somebody else took the line on purpose */
    public ConsoleLost(String message, boolean mayComeBack) {
        super(message);
        this.mayComeBack = mayComeBack;
    }

    public ConsoleLost(String message, boolean mayComeBack, Throwable cause) {
        super(message, cause);
        this.mayComeBack = mayComeBack;
    }

    public boolean mayComeBack() {
        return mayComeBack;
    }
}
