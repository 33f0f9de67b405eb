package io.metalwright.workflows;

import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.InspectSpec;
import io.metalwright.model.spec.PowerSpec;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;

/** A {@link World} behind Temporal's test server, with every queue hosted. */
final class RunningWorld implements AutoCloseable {
    final World world = new World();
    final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

    RunningWorld() {
        SearchAttributes.ALL.forEach(
                attribute -> temporal.registerSearchAttribute(attribute.getName(), attribute.getValueType()));
        var control = temporal.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(WorkflowTypes.all());
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

    Register startRegister() {
        var register = temporal.getWorkflowClient()
                .newWorkflowStub(
                        Register.class,
                        options().toBuilder()
                                .setWorkflowId(WorkflowIds.discovery(World.MAC))
                                .build());
        WorkflowClient.start(register::run, new RegisterSpec(null, World.MAC, World.SITE, "rack", World.ADDRESS));
        return register;
    }

    Inspect startInspect() {
        var inspect = temporal.getWorkflowClient().newWorkflowStub(Inspect.class, options());
        WorkflowClient.start(inspect::run, new InspectSpec(null));
        return inspect;
    }

    SwitchPower startPower(PowerCommand command) {
        var power = temporal.getWorkflowClient().newWorkflowStub(SwitchPower.class, options());
        WorkflowClient.start(power::run, new PowerSpec(null, command));
        return power;
    }

    static RunView result(SteeredRun run) {
        return io.temporal.client.WorkflowStub.fromTyped(run).getResult(RunView.class);
    }

    RunView untilWaiting(SteeredRun run) {
        return untilState(run, RunState.WAITING);
    }

    /** Lets workflow time leap minute by minute until the run is at this state: fewer than a waiting run needs to try again by itself. */
    RunView untilState(SteeredRun run, RunState state) {
        for (int minutes = 1; minutes < 5; minutes++) {
            temporal.sleep(Duration.ofMinutes(1));
            var view = run.status();
            if (view.state() == state) {
                return view;
            }
        }
        throw new AssertionError("still " + run.status());
    }

    @Override
    public void close() {
        temporal.close();
    }
}
