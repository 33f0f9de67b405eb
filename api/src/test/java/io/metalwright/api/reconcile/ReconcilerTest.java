package io.metalwright.api.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private final TestApi api = TestApi.running();

    /** A workflow whose worker never comes, so that only the engine can say how it ended, and the row of a run in mid-step. */
    private WorkflowStub silentRun(String name) {
        var stub = api.temporal()
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        "Power",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("machine/" + name)
                                .setTaskQueue("nobody-listens")
                                .build());
        var id = stub.start(name).getRunId();
        enter(id, "machine/" + name);
        return stub;
    }

    private void enter(String id, String workflowId) {
        var step = new StepView("power", "Power", StepState.RUNNING, 1, Instant.now(), null, null, null, true, false);
        api.cmdb()
                .runs()
                .enter(
                        new RunView(
                                id,
                                workflowId,
                                RunKind.POWER,
                                null,
                                SiteName.of("default"),
                                RunState.RUNNING,
                                List.of(step),
                                null,
                                null,
                                null,
                                Instant.now(),
                                null),
                        "ada",
                        "{}");
    }

    private RunView reconciled(String id) {
        api.bean(Reconciler.class).mendSilentSince(Instant.now().plusSeconds(1));
        return api.cmdb().runs().find(id).orElseThrow().details();
    }

    @Test
    void aRunThatWasTerminatedIsOver() {
        var workflow = silentRun("m-rec00001");
        workflow.terminate("by hand");
        var view = reconciled(workflow.getExecution().getRunId());
        assertThat(view.state()).isEqualTo(RunState.FAILED);
        assertThat(view.outcome())
                .isEqualTo("The run was terminated in Temporal; nothing that it had done was undone.");
        assertThat(view.steps().getFirst().state()).isEqualTo(StepState.FAILED);
        assertThat(view.endedAt()).isNotNull();
        var answer = api.call("GET", "/api/v1/runs/" + view.id()).send();
        assertThat(answer.text("/state")).isEqualTo("failed");
    }

    @Test
    void aRunThatLivesIsLeftAlone() {
        var workflow = silentRun("m-rec00002");
        assertThat(reconciled(workflow.getExecution().getRunId()).state()).isEqualTo(RunState.RUNNING);
        workflow.terminate("end of test");
        reconciled(workflow.getExecution().getRunId());
    }

    @Test
    void aRunThatTheEngineForgotIsOver() {
        enter("00000000-0000-4000-8000-000000000001", "machine/m-rec00003");
        var view = reconciled("00000000-0000-4000-8000-000000000001");
        assertThat(view.state()).isEqualTo(RunState.FAILED);
        assertThat(view.outcome()).isEqualTo("The engine knows nothing of this run any more.");
    }

    @Test
    void aMachineWhoseRunWasTerminatedIsLeftInAStateThatSaysSo() throws Exception {
        var machine = TestMachine.register(api.cmdb());
        api.cmdb().machines().recordState(machine.id(), MachineState.PROVISIONING, null);
        var name = machine.id().value();
        var workflow = silentRun(name);
        var id = workflow.getExecution().getRunId();
        api.cmdb()
                .runs()
                .write(onMachine(api.cmdb().runs().find(id).orElseThrow().details(), machine.id()), 0);

        workflow.terminate("by hand");
        reconciled(id);

        var row = api.cmdb().machines().find(machine.id()).orElseThrow();
        assertThat(row.state()).isEqualTo(MachineState.FAILED);
        assertThat(row.stateReason()).contains(id).contains("terminated in Temporal");
    }

    private static RunView onMachine(RunView view, MachineId machine) {
        return new RunView(
                view.id(),
                view.workflowId(),
                view.kind(),
                machine,
                view.site(),
                view.state(),
                view.steps(),
                null,
                null,
                null,
                view.startedAt(),
                null);
    }
}
