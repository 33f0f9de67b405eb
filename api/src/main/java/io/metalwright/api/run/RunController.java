package io.metalwright.api.run;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.paging.Words;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.run.NumberedLine;
import io.metalwright.cmdb.run.RunFilter;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.MachineId;
import io.metalwright.model.plan.PlannedStep;
import io.metalwright.model.plan.RunPlan;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs and their logs, to read. */
@RestController
@RequestMapping(path = "/api/v1/runs", produces = "application/json")
class RunController {
    /** Lines of one answer; who wants more asks from where it ended. */
    static final int LINES = 1000;

    private static final Map<String, String> SORTABLE = Map.of(
            "startedAt",
            "startedAt",
            "endedAt",
            "endedAt",
            "updatedAt",
            "updatedAt",
            "state",
            "state",
            "kind",
            "kind",
            "machineName",
            "machineName",
            "step",
            "step");

    private final Cmdb cmdb;
    private final MachineLookup machines;
    private final RunProgress progress;
    private final TemporalLinks links;

    RunController(Cmdb cmdb, MachineLookup machines, RunProgress progress, TemporalLinks links) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.progress = progress;
        this.links = links;
    }

    /** @param items lines with their numbers, from 0 */
    record Log(List<NumberedLine> items) {}

    @GetMapping
    Listing<RunAnswer> listRuns(
            @RequestParam @Nullable String machine,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String kind,
            ListQuery query) {
        var filter = new RunFilter(
                machine == null || machine.isBlank() ? null : machine(machine),
                Words.read("state", state, RunState.class, RunState::word),
                Words.read("kind", kind, RunKind.class, RunKind::word),
                query.search());
        var newestFirst = Sort.by(Sort.Direction.DESC, "startedAt").and(Sort.by("id"));
        return Listing.of(cmdb.runs().search(filter, query.pageable(SORTABLE, newestFirst)), row -> answer(row, null));
    }

    /** The history of a machine outlives its record, so an id need not be one that is known. */
    private MachineId machine(String idOrName) {
        try {
            return MachineId.of(idOrName);
        } catch (IllegalArgumentException e) {
            return machines.find(idOrName).id();
        }
    }

    @GetMapping("/{run}")
    RunAnswer readRun(@PathVariable String run) {
        var row = find(cmdb, run);
        return answer(row, progress.of(row));
    }

    @GetMapping("/{run}/log")
    Log readLog(@PathVariable String run, @RequestParam(defaultValue = "0") long from) {
        return new Log(cmdb.runLogs().from(find(cmdb, run).id(), from, LINES));
    }

    /** What the run was made to do, as it was settled before anything happened; after a change, what was settled then. */
    @GetMapping("/{run}/plan")
    RunPlan readPlan(@PathVariable String run) {
        var row = find(cmdb, run);
        var view = row.details();
        var hash = row.planHash();
        var plan = hash == null ? null : cmdb.runPlans().ofRun(row.id(), hash).orElse(null);
        if (plan == null) {
            throw Problem.notFound("The run " + run
                    + " has no plan that was kept: it touches no disk and holds no address, or has not come to it.");
        }
        return new RunPlan(
                row.kind(),
                row.machine(),
                row.machineName() == null ? String.valueOf(row.machine()) : row.machineName(),
                plan.effects(),
                view.steps().stream()
                        .map(step -> new PlannedStep(step.name(), step.title(), step.skippable(), step.destroysData()))
                        .toList(),
                plan,
                plan.hash());
    }

    private RunAnswer answer(RunRow row, RunAnswer.@Nullable Progress reached) {
        return RunAnswer.of(row, reached, links.of(row.workflowId(), row.id()));
    }

    static RunRow find(Cmdb cmdb, String run) {
        return cmdb.runs().find(run).orElseThrow(() -> Problem.notFound("There is no run with the id '" + run + "'."));
    }
}
