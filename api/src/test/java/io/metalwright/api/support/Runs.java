package io.metalwright.api.support;

import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Starts runs and waits for them, as a client of the API. */
public final class Runs {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Runs() {}

    /** @return the run's id */
    public static String provision(TestApi api, TestMachine machine, String image) {
        return api.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s", "spec": {"image": "%s", "hostname": "web1"}}""".formatted(machine.name(), image))
                .send()
                .hasStatus(202)
                .text("/id");
    }

    public static JsonNode untilState(TestApi api, String run, String state) throws InterruptedException {
        return until(api, run, json -> json.path("state").asString().equals(state));
    }

    public static JsonNode until(TestApi api, String run, Predicate<JsonNode> fits) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var json =
                    api.call("GET", "/api/v1/runs/" + run).send().hasStatus(200).json();
            if (fits.test(json)) {
                return json;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + json.toPrettyString());
            }
            Thread.sleep(50);
        }
    }
}
