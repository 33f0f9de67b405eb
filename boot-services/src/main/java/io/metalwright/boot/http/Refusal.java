package io.metalwright.boot.http;

/** Ends a request with a {@link Problem} from wherever it was found. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(int status, String title, String detail) {
        super(title);
        this.problem = new Problem(status, title, detail);
    }

    Problem problem() {
        return problem;
    }

    /** Strangers cause these by the thousand. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
