package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.client.ApiFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Tells the lines of a run's log until the run is over. Where the API goes away and comes back it goes on with the next line. */
final class RunFollower {
    /** How long the API may be away: a restart, or a new version. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ApiClient client;
    private final String path;
    private final Consumer<JsonNode> line;
    private long next;
    private boolean over;
    private long heardAt;

    /** @param path of the run, below the API's root */
    RunFollower(ApiClient client, String path, Consumer<JsonNode> line) {
        this.client = client;
        this.path = path;
        this.line = line;
    }

    /** Throws when the API says that there is no such run, or is away at the beginning, or for too long. */
    void follow() throws InterruptedException {
        boolean found = false;
        while (!over) {
            try (var events = new EventStream(client.events(path + "/events?from=" + next))) {
                found = true;
                heardAt = System.nanoTime();
                events.forEach(this::read);
            } catch (ApiFailure refused) {
                if (!found || !refused.mayPass() || System.nanoTime() - heardAt > PATIENCE.toNanos()) {
                    throw refused;
                }
            } catch (IOException cut) {
                // As a stream that ended before the run.
            }
            if (!over) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private boolean read(String event, JsonNode data) {
        heardAt = System.nanoTime();
        if (event.equals("log")) {
            line.accept(data);
            next = data.path("number").asLong() + 1;
        }
        over = event.equals("end");
        return !over;
    }
}
