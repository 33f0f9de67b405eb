package io.metalwright.api.runbook;

import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.runbook.RunbookRow;
import io.metalwright.model.runbook.RunbookStep;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/runbooks", produces = "application/json")
class RunbookController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "description", "description", "createdAt", "createdAt", "updatedAt", "updatedAt");

    private final Cmdb cmdb;

    RunbookController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @GetMapping
    Listing<RunbookAnswer> listRunbooks(ListQuery query) {
        return Listing.of(
                cmdb.runbooks().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))), RunbookAnswer::of);
    }

    @GetMapping("/{name}")
    RunbookAnswer readRunbook(@PathVariable String name) {
        return RunbookAnswer.of(find(name));
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RunbookAnswer> enterRunbook(@RequestBody NewRunbook entered) {
        var now = Instant.now();
        var runbook = new RunbookRow(
                Names.given(entered.name(), "runbook"), entered.description(), text(entered.steps()), now, now);
        if (!cmdb.runbooks().enter(runbook)) {
            throw Names.taken("runbook", runbook.name());
        }
        return ResponseEntity.created(URI.create("/api/v1/runbooks/" + runbook.name()))
                .body(RunbookAnswer.of(find(runbook.name())));
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    RunbookAnswer changeRunbook(@PathVariable String name, @RequestBody NewRunbook change) {
        var runbook = find(name);
        Names.checkSame(name, change.name());
        cmdb.runbooks()
                .replace(new RunbookRow(
                        name, change.description(), text(change.steps()), runbook.createdAt(), Instant.now()));
        return RunbookAnswer.of(find(name));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteRunbook(@PathVariable String name) {
        cmdb.runbooks().delete(find(name).name());
    }

    private RunbookRow find(String name) {
        return cmdb.runbooks().find(name).orElseThrow(() -> Names.unknown("runbook", name));
    }

    /** Each step with its {@code do}, which only the type of the list's elements tells to be written. */
    private static String text(List<RunbookStep> steps) {
        return Json.text(steps.toArray(RunbookStep[]::new));
    }
}
