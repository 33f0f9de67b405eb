package io.metalwright.api.engine;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.metalwright.api.problem.Problem;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Temporal with the API's patience: a page waits seconds for it, not the minute that its client would. */
@Component
public class Engine implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 8;
    private static final int ANSWER_SECONDS = 15;
    private static final int GLANCE_SECONDS = 2;
    /** Until a start that found nothing to give way to it is an error. */
    private static final int STARTS = 5;

    private final WorkflowClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("engine-deadlines").factory());

    public Engine(WorkflowClient client) {
        this.client = client;
    }

    public String namespace() {
        return client.getOptions().getNamespace();
    }

    /**
     * Starts a workflow.
     *
     * @return its run id
     * @throws io.temporal.client.WorkflowExecutionAlreadyStarted when that id is running and the options say to fail then
     */
    public String start(String type, WorkflowOptions options, Object... input) {
        return within(PATIENCE_SECONDS, () -> {
            for (int time = 1; ; time++) {
                try {
                    return client.newUntypedWorkflowStub(type, options)
                            .start(input)
                            .getRunId();
                } catch (WorkflowServiceException e) {
                    // What was to give way to it ended by itself at that moment.
                    if (time == STARTS || Status.fromThrowable(e).getCode() != Status.Code.NOT_FOUND) {
                        throw e;
                    }
                }
            }
        });
    }

    /** Runs a short workflow and hears its answer; its failure is a problem with the workflow's own reason. */
    public <R> R ask(String type, WorkflowOptions options, Class<R> answer, Object... input) {
        return within(ANSWER_SECONDS, () -> {
            var stub = client.newUntypedWorkflowStub(type, options);
            stub.start(input);
            try {
                return stub.getResult(ANSWER_SECONDS, TimeUnit.SECONDS, answer);
            } catch (WorkflowFailedException e) {
                var problem = Problem.refused("no-plan", "There is no plan for that", reason(e));
                throw advice(e).map(problem::help).orElse(problem);
            } catch (TimeoutException e) {
                throw noAnswer();
            }
        });
    }

    /** How a failure of a workflow is told. */
    @FunctionalInterface
    public interface Telling {
        /** @param help what would help */
        Problem problem(String reason, String help);
    }

    /** Runs a workflow that asks something outside, which may take long, and hears its answer. */
    public <R> R hear(
            String type,
            WorkflowOptions options,
            Duration patience,
            Telling telling,
            Class<R> answer,
            Object... input) {
        int seconds = Math.toIntExact(patience.toSeconds());
        return within(seconds + GLANCE_SECONDS, () -> {
            var stub = client.newUntypedWorkflowStub(type, options);
            stub.start(input);
            try {
                return stub.getResult(seconds, TimeUnit.SECONDS, answer);
            } catch (WorkflowFailedException e) {
                throw isTimeout(e)
                        ? Problem.away(
                                        "no-worker",
                                        "No worker answers",
                                        "No worker of the machine's site did it in time.")
                                .help("See that a worker with the role 'site' runs for it.")
                        : telling.problem(reason(e), advice(e).orElse("See the worker's log."));
            } catch (TimeoutException e) {
                throw noAnswer();
            }
        });
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutFailure) {
                return true;
            }
        }
        return false;
    }

    /** Says a word to a run and hears its answer; a refused word is a problem with the run's own reason. */
    public <R> R tell(String workflowId, String firstRunId, String word, Class<R> answer, Object message) {
        return within(ANSWER_SECONDS, () -> {
            try {
                return target(workflowId, firstRunId)
                        .startUpdate(
                                UpdateOptions.newBuilder(answer)
                                        .setUpdateName(word)
                                        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                        .build(),
                                message)
                        .getResult();
            } catch (WorkflowUpdateException e) {
                throw Problem.conflict("does-not-fit", "The run cannot do that now", reason(e));
            } catch (WorkflowNotFoundException e) {
                throw Problem.conflict("over", "The run is over", "The run ended and takes no more words.");
            } catch (WorkflowUpdateTimeoutOrCancelledException e) {
                throw noAnswer();
            }
        });
    }

    /** Empty when Temporal does not know such an execution. */
    public Optional<WorkflowExecutionDescription> describe(String workflowId, @Nullable String runId) {
        return within(PATIENCE_SECONDS, () -> {
            try {
                return Optional.of(
                        client.newUntypedWorkflowStub(workflowId, Optional.ofNullable(runId), Optional.empty())
                                .describe());
            } catch (WorkflowNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** What an activity that is at work last told of its progress; empty where none is, or it told nothing. */
    public <T> Optional<T> heartbeat(String workflowId, String runId, String activityType, Class<T> details) {
        return within(GLANCE_SECONDS, () -> {
            try {
                return stub(workflowId, runId).describe().getRawDescription().getPendingActivitiesList().stream()
                        .filter(activity -> activity.getActivityType().getName().equals(activityType)
                                && activity.hasHeartbeatDetails())
                        .map(activity -> client.getOptions()
                                .getDataConverter()
                                .fromPayloads(0, Optional.of(activity.getHeartbeatDetails()), details, details))
                        .filter(Objects::nonNull)
                        .findFirst();
            } catch (WorkflowNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** What a closed execution returned; throws when it did not return. */
    public <R> R result(String workflowId, @Nullable String runId, Class<R> type) {
        return within(PATIENCE_SECONDS, () -> stub(workflowId, runId).getResult(type));
    }

    public WorkflowStub stub(String workflowId, @Nullable String runId) {
        return client.newUntypedWorkflowStub(workflowId, Optional.ofNullable(runId), Optional.empty());
    }

    /** The run whose first execution that is, however often it continued as a new one. */
    private WorkflowStub target(String workflowId, String firstRunId) {
        return client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setFirstExecutionRunId(firstRunId)
                .build());
    }

    private <T> T within(int seconds, Callable<T> call) {
        var context = Context.current().withDeadline(Deadline.after(seconds, TimeUnit.SECONDS), clock);
        try {
            return context.call(call);
        } catch (StatusRuntimeException e) {
            throw problem(e, e);
        } catch (WorkflowServiceException e) {
            throw e.getCause() instanceof StatusRuntimeException status ? problem(status, e) : e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            context.cancel(null);
        }
    }

    private static RuntimeException problem(StatusRuntimeException status, RuntimeException whole) {
        var code = status.getStatus().getCode();
        if (code == Status.Code.UNAVAILABLE
                || code == Status.Code.DEADLINE_EXCEEDED
                || code == Status.Code.CANCELLED
                || code == Status.Code.RESOURCE_EXHAUSTED) {
            return Problem.away("temporal-away", "Temporal is away", "The Temporal server does not answer.")
                    .help(
                            "Runs go on by themselves when it is back. See that it runs and can be reached, then try again.");
        }
        if (code == Status.Code.INVALID_ARGUMENT || code == Status.Code.FAILED_PRECONDITION) {
            return Problem.of(
                            HttpStatus.BAD_GATEWAY,
                            "temporal-refused",
                            "Temporal refused the call",
                            "Temporal says: " + status.getStatus().getDescription())
                    .help("Is the server set up for Metalwright, with its search attributes?");
        }
        return whole;
    }

    private static Problem noAnswer() {
        return Problem.away(
                        "no-worker",
                        "The run does not answer",
                        "The run did not answer within " + ANSWER_SECONDS + " seconds.")
                .help("See that a worker with the role 'control' runs. The word may still be heard when it is back.");
    }

    /** The innermost reason: what the workflow itself, or the activity below it, said. */
    public static String reason(Throwable failure) {
        String reason = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure application) {
                reason = application.getOriginalMessage();
            } else if (cause instanceof TemporalFailure temporal && reason == null) {
                reason = temporal.getOriginalMessage();
            }
        }
        return reason == null ? String.valueOf(failure.getMessage()) : reason;
    }

    /** What would help, where the innermost failure says so. */
    private static Optional<String> advice(Throwable failure) {
        var advice = Optional.<String>empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure application
                    && application.getDetails().getSize() > 0) {
                advice = Optional.ofNullable(application.getDetails().get(0, String.class));
            }
        }
        return advice;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
