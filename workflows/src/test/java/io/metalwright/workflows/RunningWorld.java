package io.metalwright.workflows;

import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.workflows.power.PowerInSteps;
import io.metalwright.workflows.provision.ProvisionInSteps;
import io.metalwright.workflows.register.RegisterInSteps;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A {@link World} behind Temporal's test server, with every queue hosted. */
final class RunningWorld implements AutoCloseable {
    final World world = new World();
    final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

    RunningWorld() {
        SearchAttributes.ALL.forEach(
                attribute -> temporal.registerSearchAttribute(attribute.getName(), attribute.getValueType()));
        var control = temporal.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(ProvisionInSteps.class, RegisterInSteps.class, PowerInSteps.class);
        control.registerActivitiesImplementations(world, world.journal());
        temporal.newWorker(TaskQueues.site(World.SITE)).registerActivitiesImplementations(world);
        temporal.newWorker(TaskQueues.boot(World.SITE)).registerActivitiesImplementations(world);
        world.connect(temporal.getWorkflowClient());
        temporal.start();
    }

    static ProvisionSpec spec(String image) {
        return new ProvisionSpec(null, image, "web1", null, null, List.of(), List.of(), "echo hello", null, null);
    }

    WorkflowOptions options() {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowId(WorkflowIds.machine(World.MACHINE))
                .setWorkflowExecutionTimeout(Duration.ofDays(2))
                .build();
    }

    Provision start() {
        var provision = temporal.getWorkflowClient().newWorkflowStub(Provision.class, options());
        WorkflowClient.start(provision::run, spec("debian"));
        return provision;
    }

    static RunView result(SteeredRun run) {
        return io.temporal.client.WorkflowStub.fromTyped(run).getResult(RunView.class);
    }

    /** Polls the query until it fits; the test server's clock does not pass meanwhile. */
    static RunView until(SteeredRun run, Predicate<RunView> fits) throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            var view = run.status();
            if (fits.test(view)) {
                return view;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("still " + run.status());
    }

    static RunView untilWaiting(SteeredRun run) throws InterruptedException {
        return until(run, view -> view.state() == RunState.WAITING);
    }

    @Override
    public void close() {
        temporal.close();
    }
}
