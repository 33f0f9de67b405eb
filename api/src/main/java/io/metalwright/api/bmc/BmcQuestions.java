package io.metalwright.api.bmc;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has a machine's BMC asked by a worker of its site: the API reaches no BMC, and knows no password of one. */
@Component
class BmcQuestions {
    /** A BMC with two hundred sensors, read anew with all its records, takes half of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(55);

    private final Engine engine;
    private final MachineLookup machines;

    BmcQuestions(Engine engine, MachineLookup machines) {
        this.engine = engine;
        this.machines = machines;
    }

    BmcReport ask(String machine, BmcRequest request) {
        var row = machines.find(machine);
        var bmc = row.bmc();
        if (bmc == null) {
            throw MachineLookup.noBmc(row);
        }
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.bmc(row.id(), UUID.randomUUID().toString()))
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowExecutionTimeout(PATIENCE)
                .setStaticSummary("Ask the BMC of " + row.name() + " for "
                        + request.verb().word())
                .build();
        return engine.hear(
                "AskBmc",
                options,
                PATIENCE,
                (reason, help) -> Problem.away("bmc-failed", "The BMC did not answer as it should", reason)
                        .help(help),
                BmcReport.class,
                row.site(),
                bmc.target(row.id()),
                request);
    }
}
