package io.metalwright.worker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.metalwright.model.MacAddress;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import io.metalwright.worker.Workers;
import io.metalwright.workflows.steps.RunJournal;
import io.metalwright.workflows.steps.TaskQueues;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a collector gets, read by OpenTelemetry's own definition of it. */
@Timeout(60)
class TracedRunsTest {
    private static final SiteName SITE = SiteName.of("ber1");
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:01");
    private static final Instant SEEN = Instant.parse("2026-11-22T10:00:00Z");

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
    private final List<Span> told = new CopyOnWriteArrayList<>();
    private HttpServer collector;
    private Tracing tracing;
    private Workers workers;

    @ActivityInterface
    public interface Work {
        void perform();
    }

    @WorkflowInterface
    public interface OneStep {
        @WorkflowMethod
        void run();

        @SignalMethod
        void sign(BootSign sign);
    }

    public static final class OneStepOfWork implements OneStep {
        private boolean seen;

        @Override
        public void run() {
            Workflow.await(() -> seen);
            Workflow.newActivityStub(
                            Work.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(TaskQueues.site(SITE))
                                    .setStartToCloseTimeout(Duration.ofSeconds(30))
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setInitialInterval(Duration.ofMillis(10))
                                            .build())
                                    .build())
                    .perform();
            Workflow.newLocalActivityStub(
                            RunJournal.class,
                            LocalActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofSeconds(30))
                                    .build())
                    .write(view(Workflow.getInfo().getRunId()), 0, List.of());
        }

        @Override
        public void sign(BootSign sign) {
            seen = true;
        }

        private static RunView view(String id) {
            var step = new StepView(
                    "image",
                    "Write the image",
                    StepState.DONE,
                    1,
                    SEEN,
                    SEEN.plusSeconds(7),
                    "sum is right",
                    null,
                    false,
                    true);
            return new RunView(
                    id,
                    "machine/m-1",
                    RunKind.PROVISION,
                    null,
                    SITE,
                    RunState.DONE,
                    List.of(step),
                    null,
                    "deployed",
                    null,
                    SEEN,
                    SEEN.plusSeconds(9));
        }
    }

    static final class SecondTimeLucky implements Work {
        private int attempts;

        @Override
        public void perform() {
            if (++attempts == 1) {
                throw ApplicationFailure.newFailure("write the image: the disk is silent", "DiskSilent");
            }
        }
    }

    static final class NoJournal implements RunJournal {
        @Override
        public void write(RunView view, long firstLine, List<LogLine> lines) {}
    }

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> told.addAll(scope.getSpansList())));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        tracing = Tracing.to(
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort()), "metalwright-test");
        var control = io.temporal.worker.WorkerFactory.newInstance(
                temporal.getWorkflowClient(),
                WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(tracing.interceptor())
                        .build());
        var worker = control.newWorker(TaskQueues.CONTROL);
        worker.registerWorkflowImplementationTypes(OneStepOfWork.class);
        worker.registerActivitiesImplementations(new NoJournal());
        control.start();
        workers = new Workers(temporal.getWorkflowClient(), tracing.interceptor())
                .site(SITE, List.of(new SecondTimeLucky()))
                .start();
    }

    @AfterEach
    void stop() {
        workers.close();
        temporal.close();
        collector.stop(0);
    }

    @Test
    void theTraceOfARunIsCalledLikeTheRunAndHoldsItsStepsAttemptsAndSignsOfLife() {
        var run = runWith(BootSign.of(SignKind.KERNEL, MAC, SEEN.plusSeconds(2), "kernel")
                .after(List.of(BootSign.of(SignKind.DHCP, MAC, SEEN, "10.77.0.100"))));
        tracing.close();

        assertThat(told).extracting(span -> hex(span.getTraceId())).containsOnly(run.replace("-", ""));
        var byName = told.stream()
                .filter(span -> !span.getName().equals("Perform"))
                .collect(Collectors.toMap(Span::getName, Function.identity()));
        assertThat(byName).containsOnlyKeys("provision", "step image", "sign dhcp", "sign kernel");
        var root = byName.get("provision");
        assertThat(root.getParentSpanId()).isEmpty();
        assertThat(duration(root)).isEqualTo(Duration.ofSeconds(9));
        assertThat(attributes(root))
                .containsEntry("metalwright.run.state", "done")
                .containsEntry("temporal.run_id", run);
        assertThat(duration(byName.get("step image"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(List.of(byName.get("step image"), byName.get("sign dhcp"), byName.get("sign kernel")))
                .extracting(Span::getParentSpanId)
                .containsOnly(root.getSpanId());
        assertThat(attributes(byName.get("sign dhcp")))
                .containsEntry("metalwright.mac", MAC.toString())
                .containsEntry("metalwright.detail", "10.77.0.100");
        assertThat(byName.get("sign dhcp").getStartTimeUnixNano()).isEqualTo(SEEN.getEpochSecond() * 1_000_000_000);
    }

    @Test
    void eachAttemptIsToldAndWhyItFailed() {
        runWith(BootSign.of(SignKind.DHCP, MAC, SEEN, "10.77.0.100"));
        tracing.close();

        var attempts =
                told.stream().filter(span -> span.getName().equals("Perform")).toList();
        assertThat(attempts)
                .extracting(span -> attributes(span).get("temporal.attempt"))
                .containsExactly("1", "2");
        assertThat(attempts.getFirst().getStatus())
                .isEqualTo(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("DiskSilent: write the image: the disk is silent")
                        .build());
        assertThat(attempts.getLast().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void aCollectorThatIsAwayHoldsUpNoRun() {
        collector.stop(0);
        assertThat(runWith(BootSign.of(SignKind.DHCP, MAC, SEEN, "10.77.0.100")))
                .isNotEmpty();
        tracing.close();
    }

    private String runWith(BootSign sign) {
        var stub = temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        "OneStep",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        var run = stub.start().getRunId();
        stub.signal("sign", sign);
        stub.getResult(Void.class);
        return run;
    }

    private static Duration duration(Span span) {
        return Duration.ofNanos(span.getEndTimeUnixNano() - span.getStartTimeUnixNano());
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey(),
                        each -> each.getValue().hasIntValue()
                                ? Long.toString(each.getValue().getIntValue())
                                : each.getValue().getStringValue()));
    }

    private static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
