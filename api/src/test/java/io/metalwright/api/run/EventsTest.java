package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.run.RunView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class EventsTest {
    private static final TestApi API = TestApi.running();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Event(String name, JsonNode data) {}

    private static BufferedReader follow(String run, String query) {
        var response = API.call("GET", "/api/v1/runs/" + run + "/events" + query)
                .header("Accept", "text/event-stream")
                .open();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static Event next(BufferedReader stream) throws IOException {
        String name = "";
        for (var line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Event(name, JSON.readTree(line.substring(6)));
            }
        }
        throw new AssertionError("the stream ended without 'end'");
    }

    private static List<Event> untilEnd(BufferedReader stream) throws IOException {
        var events = new ArrayList<Event>();
        do {
            events.add(next(stream));
        } while (!events.getLast().name().equals("end"));
        assertThat(stream.lines()).as("what comes after 'end'").containsOnly("");
        return events;
    }

    @Test
    void aFollowerSeesEveryLineOnceAndTheProgressOfTheImageAndTheEnd() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var writing = API.site().hold(API.image("events-held", 1_000_000_000));
        var run = Runs.provision(API, machine, "events-held");

        var seen = new ArrayList<Event>();
        try (var stream = follow(run, "")) {
            do {
                seen.add(next(stream));
            } while (seen.getLast().data().path("progress").path("percent").asInt(0) == 0);
            assertThat(seen.getLast().data().path("progress")).isEqualTo(JSON.readTree("""
                    {"step": "image", "percent": 25, "text": "chunk 1 of 4, 250 of 1000 MB"}"""));
            writing.countDown();
            seen.addAll(untilEnd(stream));
        }

        assertThat(seen.stream()
                        .filter(event -> event.name().equals("run"))
                        .toList()
                        .getLast()
                        .data())
                .isEqualTo(API.call("GET", "/api/v1/runs/" + run).send().json());
        var log = API.call("GET", "/api/v1/runs/" + run + "/log").send().json().path("items");
        assertThat(seen.stream()
                        .filter(event -> event.name().equals("log"))
                        .map(Event::data)
                        .toList())
                .isEqualTo(log.valueStream().toList());
        assertThat(log.valueStream().map(line -> line.path("number").asInt()).toList())
                .isEqualTo(IntStream.range(0, log.size()).boxed().toList());
    }

    @Test
    void whoComesBackGetsTheLinesThatAreMissing() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        API.image("events-debian", 1_000_000_000);
        var run = Runs.provision(API, machine, "events-debian");
        Runs.untilState(API, run, "done");

        try (var stream = follow(run, "?from=5")) {
            var lines = untilEnd(stream).stream()
                    .filter(event -> event.name().equals("log"))
                    .map(event -> event.data().path("number").asInt())
                    .toList();
            assertThat(lines.getFirst()).isEqualTo(5);
        }
        assertThat(API.call("GET", "/api/v1/runs/" + run + "/log?from=5").send().text("/items/0/number"))
                .isEqualTo("5");
    }

    @Test
    void nothingIsLeftOfFollowersWhoWentAway() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var writing = API.site().hold(API.image("events-gone", 1_000_000_000));
        var run = Runs.provision(API, machine, "events-gone");
        var watch = API.bean(RunWatch.class);
        Runs.until(API, run, json -> !json.path("progress").isNull());
        var streams = new ArrayList<InputStream>();
        for (int i = 0; i < 20; i++) {
            streams.add(
                    API.call("GET", "/api/v1/runs/" + run + "/events").open().body());
        }
        until(() -> watch.following() >= 20);

        for (var stream : streams) {
            stream.close();
        }

        // A closed connection is noticed by writing to it, the second time at the latest: so let there be something to
        // write.
        var row = API.cmdb().runs().find(run).orElseThrow();
        for (int i = 0; i < 40 && watch.following() > 0; i++) {
            touch(row, i);
            Thread.sleep(700);
        }
        assertThat(watch.following()).isZero();
        writing.countDown();
        Runs.untilState(API, run, "done");
    }

    private static void touch(RunRow row, int count) {
        var view = row.details();
        API.cmdb()
                .runs()
                .write(
                        new RunView(
                                view.id(),
                                view.workflowId(),
                                view.kind(),
                                view.machine(),
                                view.site(),
                                view.state(),
                                view.steps(),
                                view.waiting(),
                                "touched " + count,
                                view.planHash(),
                                view.startedAt(),
                                null),
                        row.logLines());
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("did not come about");
    }
}
