package io.metalwright.activities.shell;

/** What a command left behind. */
public record Result(int status, String output, String errors) {
    public boolean succeeded() {
        return status == 0;
    }

    /** What it complained about last, on one line. */
    public String complaint() {
        var text = (errors.isBlank() ? output : errors).strip();
        var tail = text.length() > 600 ? "…" + text.substring(text.length() - 600) : text;
        return tail.isEmpty() ? "no word" : tail.replaceAll("\\s*\\R\\s*", " | ");
    }
}
