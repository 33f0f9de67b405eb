package io.metalwright.activities.notice;

/** The receiver did not take a notice. */
final class NotTakenException extends Exception {
    private final String answer;

    /** @param answer what it said, in a word: {@code 503}, {@code no answer} */
    NotTakenException(String answer, String message, Throwable cause) {
        super(message, cause);
        this.answer = answer;
    }

    NotTakenException(String answer, String message) {
        super(message);
        this.answer = answer;
    }

    String answer() {
        return answer;
    }
}
