package io.metalwright.api.image;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.image.Image;
import io.metalwright.cmdb.image.ImageState;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.ImageLibrary;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Imports of images: started here, done by a worker, and closed here when they end without an image. */
@Component
class Imports {
    private static final Duration STARTING = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(8);

    private final Cmdb cmdb;
    private final Engine engine;

    Imports(Cmdb cmdb, Engine engine) {
        this.cmdb = cmdb;
        this.engine = engine;
    }

    /** Refuses a name that is being imported, before anybody sends gigabytes for it. */
    void checkFree(String name) {
        if (cmdb.images()
                .find(name)
                .filter(image -> image.state() == ImageState.IMPORTING)
                .isPresent()) {
            throw running(name);
        }
    }

    /** Marks the image and starts the workflow, both or neither. */
    Image start(ImageLibrary.Request request) {
        try {
            return cmdb.atomically(() -> {
                cmdb.images().recordImport(request.name(), request.source());
                engine.start(
                        "ImportImage",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(WorkflowIds.image(request.name()))
                                .setTaskQueue(TaskQueues.CONTROL)
                                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                                .setWorkflowIdReusePolicy(
                                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                                .setStaticSummary("Import image " + request.name() + " from " + request.source())
                                .build(),
                        request);
                return cmdb.images().find(request.name()).orElseThrow();
            });
        } catch (WorkflowExecutionAlreadyStarted e) {
            throw running(request.name());
        }
    }

    private static Problem running(String name) {
        return Problem.conflict(
                        "import-running",
                        "The image is being imported",
                        "An import of image '" + name + "' has not ended yet.")
                .at("name")
                .help("Wait for its end, or delete the image to stop it.");
    }

    /** Stops a running import, and waits a little for its end. */
    void stop(String name) throws InterruptedException {
        var id = WorkflowIds.image(name);
        if (!isRunning(id)) {
            return;
        }
        engine.stub(id, null).cancel();
        var until = Instant.now().plus(STOPPING);
        while (isRunning(id)) {
            if (Instant.now().isAfter(until)) {
                throw Problem.conflict(
                                "import-running",
                                "The image is being imported",
                                "The import of image '" + name + "' was told to stop, and has not yet.")
                        .help("Delete it again in a moment.");
            }
            Thread.sleep(200);
        }
    }

    private boolean isRunning(String workflowId) {
        return engine.describe(workflowId, null)
                .filter(execution -> execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .isPresent();
    }

    /** Closes an import of which the engine knows that it ended. */
    void mend(Image image) {
        var id = WorkflowIds.image(image.name());
        var execution = engine.describe(id, null);
        if (execution.isEmpty()) {
            if (image.updatedAt().isBefore(Instant.now().minus(STARTING))) {
                cmdb.images().recordFailure(image.name(), "Nothing is known of its import any more. Import it again.");
            }
            return;
        }
        if (execution.get().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            return;
        }
        try {
            var imported = engine.result(id, execution.get().getExecution().getRunId(), ImageLibrary.Imported.class);
            cmdb.images()
                    .recordReady(
                            image.name(),
                            imported.manifest(),
                            imported.format(),
                            image.source() == null ? "" : image.source());
        } catch (WorkflowFailedException e) {
            cmdb.images().recordFailure(image.name(), Engine.reason(e));
        }
    }
}
