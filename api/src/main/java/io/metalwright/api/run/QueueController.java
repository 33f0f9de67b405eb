package io.metalwright.api.run;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.queue.QueuedRun;
import io.metalwright.model.SecretReference;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The runs that wait for a machine. */
@RestController
@RequestMapping(path = "/api/v1/machines/{machine}/queue", produces = "application/json")
class QueueController {
    private final Cmdb cmdb;
    private final MachineLookup machines;

    QueueController(Cmdb cmdb, MachineLookup machines) {
        this.cmdb = cmdb;
        this.machines = machines;
    }

    /** @param items in their order; one that was refused when its turn came stays until somebody takes it away */
    record Queue(List<QueuedRunAnswer> items) {}

    @GetMapping
    Queue listQueue(@PathVariable String machine) {
        var row = machines.find(machine);
        return new Queue(cmdb.runQueue().ofMachine(row.id()).stream()
                .map(queued -> QueuedRunAnswer.of(queued, row.name()))
                .toList());
    }

    /** Tells for a week also what has become of one that was started or taken away. */
    @GetMapping("/{queued}")
    QueuedRunAnswer readQueuedRun(@PathVariable String machine, @PathVariable String queued) {
        var row = machines.find(machine);
        return QueuedRunAnswer.of(find(row, queued), row.name());
    }

    /** Takes it out of the queue. */
    @DeleteMapping("/{queued}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelQueuedRun(@PathVariable String machine, @PathVariable String queued) {
        var row = find(machines.find(machine), queued);
        if (!cmdb.runQueue().cancel(row.id())) {
            var now = find(machines.find(machine), queued);
            var problem = Problem.conflict(
                            "not-queued",
                            "It waits no more",
                            "This run is " + now.state().word() + ".")
                    .help("Cancel the run that it has become.");
            throw now.run() == null ? problem : problem.run(now.run());
        }
        row.secretNames().forEach(name -> cmdb.secrets().delete(SecretReference.of(name)));
    }

    private QueuedRun find(MachineRow machine, String id) {
        return cmdb.runQueue()
                .find(id)
                .filter(queued -> queued.machine().equals(machine.id()))
                .orElseThrow(() ->
                        Problem.notFound("Machine " + machine.name() + " has no queued run with the id '" + id + "'."));
    }
}
