package io.metalwright.worker.trace;

import io.metalwright.model.boot.BootSign;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepView;
import io.metalwright.workflows.run.Doing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a run: each attempt of an activity when it is over; each sign of life of its machine, from when boot-services saw it until it had
 * reached the run; and at the end its steps and the run itself.
 */
final class TracedRuns extends WorkerInterceptorBase {
    /** Every view of a run passes here, the last one when it has ended. */
    private static final String JOURNAL = "WriteJournal";

    private static final String STEP = "metalwright-step";

    private final Tracing tracing;

    TracedRuns(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new TracedActivity(next);
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new NamedStep(outbound));
            }

            @Override
            public void handleSignal(SignalInput input) {
                super.handleSignal(input);
                if (!WorkflowUnsafe.isReplaying()) {
                    Stream.of(input.getArguments())
                            .filter(BootSign.class::isInstance)
                            .map(BootSign.class::cast)
                            .flatMap(sign -> Stream.concat(sign.earlier().stream(), Stream.of(sign)))
                            .forEach(TracedRuns.this::arrived);
                }
            }
        };
    }

    private void arrived(BootSign sign) {
        var trace = RunTrace.of(Workflow.getInfo().getFirstExecutionRunId());
        tracing.tell(new FinishedSpan(
                trace,
                null,
                trace.run(),
                "sign " + sign.kind().word(),
                sign.at(),
                Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                Attributes.builder()
                        .put("metalwright.mac", sign.mac().toString())
                        .put("metalwright.detail", sign.detail())
                        .build(),
                null));
    }

    private void ended(RunView view, Instant at) {
        var trace = RunTrace.of(view.id());
        view.steps().forEach(step -> ended(trace, step));
        var attributes = Attributes.builder()
                .put("temporal.workflow_id", view.workflowId())
                .put("temporal.run_id", view.id())
                .put("metalwright.run.state", view.state().word());
        add(attributes, "metalwright.machine", view.machine());
        add(attributes, "metalwright.site", view.site());
        add(attributes, "metalwright.run.outcome", view.outcome());
        tracing.tell(new FinishedSpan(
                trace, trace.run(), null, view.kind().word(), view.startedAt(), at, attributes.build(), null));
    }

    private void ended(RunTrace trace, StepView step) {
        if (step.startedAt() == null || step.endedAt() == null) {
            return;
        }
        var attributes = Attributes.builder()
                .put("metalwright.step", step.name())
                .put("metalwright.step.state", step.state().word())
                .put("metalwright.step.attempts", step.attempts());
        add(attributes, "metalwright.step.evidence", step.evidence());
        tracing.tell(new FinishedSpan(
                trace,
                trace.step(step.name()),
                trace.run(),
                "step " + step.name(),
                step.startedAt(),
                step.endedAt(),
                attributes.build(),
                step.trouble()));
    }

    private static void add(AttributesBuilder attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }

    /** Sends the name of the step along with what is asked for it, so that it can be shown under it. */
    private static final class NamedStep extends WorkflowOutboundCallsInterceptorBase {
        NamedStep(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            name(input.getHeader());
            return super.executeActivity(input);
        }

        @Override
        public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
            name(input.getHeader());
            return super.executeLocalActivity(input);
        }

        private static void name(Header header) {
            var step = Doing.step();
            if (step != null) {
                DefaultDataConverter.STANDARD_INSTANCE
                        .toPayload(step)
                        .ifPresent(payload -> header.getValues().put(STEP, payload));
            }
        }
    }

    private final class TracedActivity extends ActivityInboundCallsInterceptorBase {
        private @Nullable ActivityInfo info;

        TracedActivity(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext context) {
            info = context.getInfo();
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            var start = Instant.now();
            try {
                var output = super.execute(input);
                tell(input, start, null);
                return output;
            } catch (RuntimeException | Error e) {
                tell(input, start, e);
                throw e;
            }
        }

        private void tell(ActivityInput input, Instant start, @Nullable Throwable trouble) {
            if (info == null) {
                return;
            }
            if (info.getActivityType().equals(JOURNAL)) {
                if (trouble == null && input.getArguments()[0] instanceof RunView view && view.endedAt() != null) {
                    ended(view, view.endedAt());
                }
                return;
            }
            var trace = RunTrace.of(info.getRunId());
            var step = step(input.getHeader());
            tracing.tell(new FinishedSpan(
                    trace,
                    null,
                    step == null ? trace.run() : trace.step(step),
                    info.getActivityType(),
                    start,
                    Instant.now(),
                    Attributes.builder()
                            .put("temporal.activity_id", info.getActivityId())
                            .put("temporal.attempt", info.getAttempt())
                            .put("temporal.task_queue", info.getActivityTaskQueue())
                            .build(),
                    trouble == null ? null : words(trouble)));
        }

        private static @Nullable String step(Header header) {
            Payload payload = header.getValues().get(STEP);
            return payload == null
                    ? null
                    : DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, String.class, String.class);
        }

        /** What an activity says of its failures is made for people, and free of secrets; what a library says may not be. */
        private static String words(Throwable trouble) {
            return trouble instanceof ApplicationFailure failure
                    ? failure.getType() + ": " + failure.getOriginalMessage()
                    : trouble.getClass().getSimpleName();
        }
    }
}
