package io.metalwright.api.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.metalwright.api.engine.Engine;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Temporal's test server resets nothing, so what the engine tells of a run that was reset is answered here. */
@Timeout(60)
class ClosedRunTest {
    private static final String RUN = UUID.randomUUID().toString();
    private static final String WORKFLOW = "machine/m-closed01";

    /** The execution that was reset keeps the end that it had; another goes on under the same workflow id. */
    private static final class ResetRun extends WorkflowServiceGrpc.WorkflowServiceImplBase {
        private final @Nullable WorkflowExecutionStatus ended;

        /** @param ended null: its retention is over, and it is forgotten */
        ResetRun(@Nullable WorkflowExecutionStatus ended) {
            this.ended = ended;
        }

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
            answer.onNext(GetSystemInfoResponse.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public void describeWorkflowExecution(
                DescribeWorkflowExecutionRequest request, StreamObserver<DescribeWorkflowExecutionResponse> answer) {
            boolean first = request.getExecution().getRunId().equals(RUN);
            if (first && ended == null) {
                answer.onError(Status.NOT_FOUND.asRuntimeException());
                return;
            }
            var info = WorkflowExecutionInfo.newBuilder()
                    .setFirstRunId(RUN)
                    .setStatus(first ? ended : WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
            info.getExecutionBuilder()
                    .setWorkflowId(WORKFLOW)
                    .setRunId(first ? RUN : UUID.randomUUID().toString());
            answer.onNext(DescribeWorkflowExecutionResponse.newBuilder()
                    .setWorkflowExecutionInfo(info)
                    .build());
            answer.onCompleted();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "WORKFLOW_EXECUTION_STATUS_UNSPECIFIED",
                "WORKFLOW_EXECUTION_STATUS_RUNNING",
                "WORKFLOW_EXECUTION_STATUS_PAUSED",
                "UNRECOGNIZED"
            })
    void aRunThatWasResetAfterItsEndIsNotOver(WorkflowExecutionStatus ended) throws IOException {
        assertThat(closed(ended)).isEmpty();
    }

    @Test
    void aRunThatWasResetIsNotOverOnceItIsForgottenWhereItWasResetFrom() throws IOException {
        assertThat(closed(null)).isEmpty();
    }

    private static Optional<RunView> closed(@Nullable WorkflowExecutionStatus ended) throws IOException {
        var name = InProcessServerBuilder.generateName();
        var server = InProcessServerBuilder.forName(name)
                .addService(new ResetRun(ended))
                .build()
                .start();
        var channel = InProcessChannelBuilder.forName(name).build();
        var stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
        try (var engine = new Engine(WorkflowClient.newInstance(stubs))) {
            return ClosedRun.of(row(), engine);
        } finally {
            stubs.shutdownNow();
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    private static RunRow row() {
        var view = new RunView(
                RUN,
                WORKFLOW,
                RunKind.POWER,
                null,
                null,
                RunState.RUNNING,
                List.of(),
                null,
                null,
                null,
                Instant.EPOCH,
                null);
        return new RunRow(
                RUN,
                WORKFLOW,
                RunKind.POWER,
                null,
                null,
                null,
                RunState.RUNNING,
                null,
                null,
                null,
                null,
                null,
                view,
                1,
                1,
                Instant.EPOCH,
                null,
                Instant.EPOCH);
    }
}
