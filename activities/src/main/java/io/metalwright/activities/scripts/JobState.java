package io.metalwright.activities.scripts;

import java.time.Duration;

/** How a job stands. */
sealed interface JobState {
    record Absent() implements JobState {}

    record Running(Duration since) implements JobState {}

    record Ended(int status) implements JobState {}

    /** It neither runs nor has it ended: the machine was restarted under it. */
    record Gone() implements JobState {}

    /** @param line the first one that {@code look.sh} prints */
    static JobState of(String line) {
        var words = line.strip().split(" ");
        return switch (words[0]) {
            case "absent" -> new Absent();
            case "running" -> new Running(Duration.ofSeconds(Long.parseLong(words[1])));
            case "ended" -> new Ended(Integer.parseInt(words[1]));
            case "gone" -> new Gone();
            default -> throw new IllegalArgumentException("A job cannot be '" + line + "'");
        };
    }
}
