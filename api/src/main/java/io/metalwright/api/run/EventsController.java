package io.metalwright.api.run;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.run.RunRow;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A run as it happens. Each follower has the virtual thread of its request, which ends with the run or with the connection. */
@RestController
class EventsController {
    /** Progress is not in the row: it is looked for this often while a step tells it. */
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private final Cmdb cmdb;
    private final RunWatch watch;
    private final RunProgress progress;
    private final TemporalLinks links;
    private final JsonMapper json;

    EventsController(Cmdb cmdb, RunWatch watch, RunProgress progress, TemporalLinks links, JsonMapper json) {
        this.cmdb = cmdb;
        this.watch = watch;
        this.progress = progress;
        this.links = links;
        this.json = json;
    }

    /**
     * Events: {@code run} with the run whenever it changed, {@code log} with each line from {@code from} on, and {@code end} when it is over.
     *
     * @param from number of the first line that is wanted
     */
    @GetMapping(path = "/api/v1/runs/{run}/events", produces = "text/event-stream")
    void followRun(@PathVariable String run, @RequestParam(defaultValue = "0") long from, HttpServletResponse response)
            throws IOException, InterruptedException {
        var row = RunController.find(cmdb, run);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // nginx would otherwise gather events before it passes them on.
        response.setHeader("X-Accel-Buffering", "no");
        follow(row, from, new EventStream(response.getOutputStream(), json));
    }

    private void follow(RunRow first, long from, EventStream stream) throws IOException, InterruptedException {
        var row = first;
        long line = from;
        RunAnswer told = null;
        while (!watch.isStopped()) {
            // The row is older than the lines read after it, so what a row says that is over has all its lines.
            line = sendLines(row, line, stream);
            told = sendRun(row, told, stream);
            if (row.state().isOver()) {
                stream.send("end", Map.of());
                return;
            }
            stream.heartbeatWhenSilent();
            watch.await(row.id(), row.revision(), RunProgress.mayHave(row) ? PROGRESS : EventStream.HEARTBEAT);
            row = RunController.find(cmdb, row.id());
        }
    }

    private long sendLines(RunRow row, long from, EventStream stream) throws IOException {
        long next = from;
        for (; ; ) {
            var lines = cmdb.runLogs().from(row.id(), next, RunController.LINES);
            for (var line : lines) {
                stream.send("log", line);
                next = line.number() + 1;
            }
            if (lines.size() < RunController.LINES) {
                return next;
            }
        }
    }

    private RunAnswer sendRun(RunRow row, @Nullable RunAnswer told, EventStream stream) throws IOException {
        var now = RunAnswer.of(row, progress.of(row), links.of(row.workflowId(), row.id()));
        if (!Objects.equals(now, told)) {
            stream.send("run", now);
        }
        return now;
    }
}
