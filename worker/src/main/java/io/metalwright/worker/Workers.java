package io.metalwright.worker;

import io.metalwright.model.SiteName;
import io.metalwright.workflows.WorkflowTypes;
import io.metalwright.workflows.steps.Adoptions;
import io.metalwright.workflows.steps.Captures;
import io.metalwright.workflows.steps.Consoles;
import io.metalwright.workflows.steps.ImageLibrary;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.Notices;
import io.metalwright.workflows.steps.Roles;
import io.metalwright.workflows.steps.RunJournal;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The workers of one process, on virtual threads. What was begun when it closes is given some seconds; then another attempt goes on with it. */
public final class Workers implements AutoCloseable {
    private static final Duration DEADLOCK = Duration.ofSeconds(10);
    /** At most this often; some are lost, or late on a busy machine, before one is missed. */
    private static final Duration HEARTBEATS = Duration.ofSeconds(6);

    /** Receivers that hang hold a place each. */
    private static final int NOTICES_AT_ONCE = 50;

    /** They call the database, whose pool has ten connections: the others wait for their turn here, and not there until they time out. */
    private static final int LOCAL_ACTIVITIES = 12;

    private static final Duration DRAIN = Duration.ofSeconds(5);
    private final WorkerFactory factory;

    /** @param lookingOn are told of what the workers do */
    public Workers(WorkflowClient client, WorkerInterceptor... lookingOn) {
        factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkerInterceptors(Stream.concat(Stream.of(new SteadyHeartbeat()), Stream.of(lookingOn))
                                .toArray(WorkerInterceptor[]::new))
                        .build());
    }

    /** All workflows, and the activities that need the CMDB. */
    public Workers control(
            Inventory inventory,
            RunJournal journal,
            ImageLibrary images,
            Adoptions adoptions,
            Captures captures,
            Roles roles,
            Notices notices) {
        workflows().registerActivitiesImplementations(inventory, journal, images, adoptions, captures, roles);
        factory.newWorker(
                        TaskQueues.NOTICES,
                        WorkerOptions.newBuilder(options())
                                .setMaxConcurrentActivityExecutionSize(NOTICES_AT_ONCE)
                                .build())
                .registerActivitiesImplementations(notices);
        return this;
    }

    /** All workflows alone. */
    Worker workflows() {
        var worker = factory.newWorker(TaskQueues.CONTROL, options());
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        // What cannot be read as a spec ends at once, and does not hold the machine; inside a run this
                        // is no end.
                        .setFailWorkflowExceptionTypes(DataConverterException.class)
                        .build(),
                WorkflowTypes.all());
        return worker;
    }

    /** Serial lines of a site. */
    public Workers consoles(SiteName site, Consoles consoles) {
        factory.newWorker(TaskQueues.consoles(site), options()).registerActivitiesImplementations(consoles);
        return this;
    }

    /** BMC, SSH and images of a site. */
    public Workers site(SiteName site, List<?> activities) {
        factory.newWorker(TaskQueues.site(site), options()).registerActivitiesImplementations(activities.toArray());
        return this;
    }

    public Workers start() {
        factory.start();
        return this;
    }

    private static WorkerOptions options() {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxConcurrentLocalActivityExecutionSize(LOCAL_ACTIVITIES)
                .setMaxHeartbeatThrottleInterval(HEARTBEATS)
                // A busy machine at its first workflow, whose classes are yet to be loaded, takes longer than a second.
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                .build();
    }

    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS);
        if (!factory.isTerminated()) {
            factory.shutdownNow();
        }
    }
}
