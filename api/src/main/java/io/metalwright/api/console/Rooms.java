package io.metalwright.api.console;

import io.metalwright.api.ApiProperties;
import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.console.ConsoleDoor;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.run.RunUnderWay;
import io.metalwright.model.MachineId;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The consoles that this process shows: has each held by a worker of its site while somebody is there, or a run is under way. */
@Component
class Rooms implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(8);
    /** Between two starts of a holder that does not come. */
    private static final Duration SUMMONS = Duration.ofSeconds(15);
    /** A page that is loaded anew comes back within. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final class Shown {
        final MachineRow machine;
        final Room room;
        final RunMarks marks = new RunMarks();
        long revision = -1;
        /** When the latest run that was followed began. */
        Instant runBegan = Instant.now();

        Instant claimed = Instant.EPOCH;
        Instant summoned = Instant.EPOCH;

        Shown(MachineRow machine, Room room) {
            this.machine = machine;
            this.room = room;
        }
    }

    private final Map<MachineId, Shown> shown = new ConcurrentHashMap<>();
    private final Cmdb cmdb;
    private final Engine engine;
    private final Recordings recordings;
    private final ApiProperties.Consoles settings;
    private final Environment environment;

    Rooms(Cmdb cmdb, Engine engine, Recordings recordings, ApiProperties properties, Environment environment) {
        this.cmdb = cmdb;
        this.engine = engine;
        this.recordings = recordings;
        this.settings = properties.consoles();
        this.environment = environment;
    }

    /** The machine's room here; or the address of the API process that has it. */
    sealed interface Found {
        record Here(Room room) implements Found {}

        record There(URI url) implements Found {}
    }

    Found find(MachineRow machine) {
        var mine = door(machine);
        var door = cmdb.consoleDoors().claim(mine, Instant.now().plus(CLAIM));
        if (!door.equals(mine)) {
            return new Found.There(URI.create(door.url()));
        }
        var here = shown.computeIfAbsent(
                machine.id(),
                unknown -> new Shown(
                        machine, new Room(() -> recordings.begin(machine.id(), "console of " + machine.name()))));
        return new Found.Here(here.room);
    }

    Optional<Room> open(MachineId machine) {
        return Optional.ofNullable(shown.get(machine)).map(here -> here.room);
    }

    private ConsoleDoor door(MachineRow machine) {
        return new ConsoleDoor(machine.id(), url());
    }

    private String url() {
        var said = settings.url();
        if (said != null) {
            return said.toString().replaceAll("/+$", "");
        }
        var address = environment.getProperty("server.address", "127.0.0.1");
        return "http://" + (address.equals("0.0.0.0") ? "127.0.0.1" : address) + ":"
                + environment.getRequiredProperty("local.server.port");
    }

    @Scheduled(fixedDelay = 1000)
    void lookAfter() {
        try {
            followRuns();
            for (var here : shown.values()) {
                lookAfter(here);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Consoles are not looked after", e);
        }
    }

    private void followRuns() {
        if (settings.recordedRuns() == 0 && shown.isEmpty()) {
            return;
        }
        var runs = new HashMap<MachineId, RunUnderWay>();
        for (var run : cmdb.runs().underWay(Math.max(settings.recordedRuns(), shown.size() * 2))) {
            runs.putIfAbsent(run.machine(), run);
            if (settings.recordedRuns() > runs.size() && !shown.containsKey(run.machine())) {
                cmdb.machines()
                        .find(run.machine())
                        .filter(machine -> machine.bmc() != null)
                        .ifPresent(this::find);
            }
        }
        shown.forEach((machine, here) -> {
            var run = runs.get(machine);
            here.room
                    .runUnderWay()
                    .filter(before -> run == null || !before.equals(run.id()))
                    .ifPresent(over -> here.room.run(over, news(here, over)));
        });
        tellOfBriefRuns();
        var followed = new HashMap<Shown, String>();
        shown.forEach((machine, here) -> {
            var run = runs.get(machine);
            if (run == null) {
                here.room.run(null, List.of());
            } else {
                followed.put(here, run.id());
                here.runBegan = later(here.runBegan, run.startedAt());
            }
        });
        var revisions = cmdb.runs().revisions(followed.values());
        followed.forEach((here, run) -> {
            long revision = revisions.getOrDefault(run, here.revision);
            boolean same = here.revision == revision
                    && run.equals(here.room.runUnderWay().orElse(""));
            here.room.run(run, same ? List.of() : news(here, run));
            here.revision = revision;
        });
    }

    /** Those that began and ended between two looks. */
    private void tellOfBriefRuns() {
        var then = shown.values().stream().map(here -> here.runBegan).min(Comparator.naturalOrder());
        for (var run : then.map(earliest -> cmdb.runs().overSince(shown.keySet(), earliest))
                .orElse(List.of())) {
            var here = shown.get(run.machine());
            if (here != null && run.startedAt().isAfter(here.runBegan)) {
                here.runBegan = run.startedAt();
                here.room.run(run.id(), news(here, run.id()));
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<String> news(Shown here, String run) {
        return cmdb.runs().find(run).map(row -> here.marks.since(row.details())).orElse(List.of());
    }

    private void lookAfter(Shown here) {
        var now = Instant.now();
        var unwanted = here.room.unwantedSince();
        if (unwanted != null && unwanted.plus(GRACE).isBefore(now)) {
            shown.remove(here.machine.id());
            cmdb.consoleDoors().leave(door(here.machine));
            here.room.close("nobody is there");
            return;
        }
        if (here.claimed.plus(RENEWAL).isBefore(now)) {
            here.claimed = now;
            var mine = door(here.machine);
            if (!cmdb.consoleDoors().claim(mine, now.plus(CLAIM)).equals(mine)) {
                // We were away for too long, and another process took our place.
                shown.remove(here.machine.id());
                here.room.close("another API process shows it now: open it again");
                return;
            }
        }
        if (!here.room.isHeld() && here.summoned.plus(SUMMONS).isBefore(now)) {
            here.summoned = now;
            summon(here);
        }
    }

    private void summon(Shown here) {
        var bmc = here.machine.bmc();
        if (bmc == null) {
            return;
        }
        try {
            engine.start(
                    "HoldConsole",
                    WorkflowOptions.newBuilder()
                            .setTaskQueue(TaskQueues.CONTROL)
                            .setWorkflowId(WorkflowIds.console(here.machine.id()))
                            .setWorkflowIdConflictPolicy(
                                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                            .setStaticSummary("Hold the console of " + here.machine.name())
                            .build(),
                    here.machine.site(),
                    bmc.target(here.machine.id()));
        } catch (Problem e) {
            here.room.fares("waiting", e.getMessage());
        }
    }

    /** What is wanted stays so for a while: workers hold it until we are back. */
    @Override
    public void destroy() {
        shown.values().forEach(here -> here.room.close("the API stops"));
    }
}
