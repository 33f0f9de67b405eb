package io.metalwright.ops.demo;

import io.metalwright.ops.client.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tells of a run's steps as they are done, until the run ends. */
final class RunFollowing {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final ApiClient api;
    private final Narration narration;
    private final Set<String> told = new HashSet<>();

    RunFollowing(ApiClient api, Narration narration) {
        this.api = api;
        this.narration = narration;
    }

    /** The run as it ended. A run that waits for a person is one that did not succeed here. */
    JsonNode untilOver(String run, Duration patience) throws InterruptedException {
        var deadline = Instant.now().plus(patience);
        while (true) {
            var view = api.get("/runs/" + ApiClient.segment(run));
            tell(view);
            switch (view.path("state").asString("")) {
                case "done" -> {
                    return view;
                }
                case "failed", "cancelled" ->
                    throw new IllegalStateException(
                            "The run " + run + " ended " + view.path("state").asString() + ": "
                                    + view.path("outcome").asString(""));
                case "waiting" ->
                    throw new IllegalStateException("The run " + run + " waits for a person: " + view.path("waiting"));
                default -> {
                    if (Instant.now().isAfter(deadline)) {
                        throw new IllegalStateException(
                                "The run " + run + " is not over after " + patience.toMinutes() + " minutes: " + view);
                    }
                    Thread.sleep(LOOK_EVERY);
                }
            }
        }
    }

    private void tell(JsonNode view) {
        var kind = view.path("kind").asString("");
        var steps = view.path("steps");
        int over = 0;
        for (var step : steps) {
            var name = step.path("name").asString("");
            switch (step.path("state").asString("")) {
                case "done" -> {
                    over++;
                    if (told.add(kind + name)) {
                        narration.say("✓ %-9s %-24s %s"
                                .formatted(kind, name, step.path("evidence").asString("")));
                    }
                }
                case "running", "waiting" ->
                    narration.progress(
                            "%-9s %s".formatted(kind, name),
                            view.path("progress").path("text").asString(""),
                            over * 100 / Math.max(1, steps.size()));
                default -> {
                    // Not begun.
                }
            }
        }
    }
}
