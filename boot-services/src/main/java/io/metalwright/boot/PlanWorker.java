package io.metalwright.boot;

import io.metalwright.model.SiteName;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes plans from the queue {@code boot-<site>}. A worker cannot be started while the engine is away, so it is tried until it can. */
public final class PlanWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlanWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final WorkflowClient client;
    private final SiteName site;
    private final BootPlans plans;
    private final WorkerFactoryOptions options;
    private final AtomicReference<WorkerFactory> running = new AtomicReference<>();
    private final Thread starter;

    private PlanWorker(WorkflowClient client, SiteName site, BootPlans plans, WorkerInterceptor... lookingOn) {
        this.client = client;
        this.site = site;
        this.plans = plans;
        this.options = WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(lookingOn)
                .build();
        this.starter = Thread.ofVirtual().name("plan-worker").start(this::start);
    }

    /** @param lookingOn are told of what the worker does */
    public static PlanWorker start(
            WorkflowClient client, SiteName site, BootPlans plans, WorkerInterceptor... lookingOn) {
        return new PlanWorker(client, site, plans, lookingOn);
    }

    @Override
    public void close() {
        starter.interrupt();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var factory = running.get();
        if (factory != null) {
            factory.shutdown();
        }
    }

    private void start() {
        try {
            while (true) {
                var factory = WorkerFactory.newInstance(client, options);
                try {
                    factory.newWorker(
                                    TaskQueues.boot(site),
                                    WorkerOptions.newBuilder()
                                            .setUsingVirtualThreads(true)
                                            .build())
                            .registerActivitiesImplementations(plans);
                    factory.start();
                    running.set(factory);
                    return;
                } catch (RuntimeException e) {
                    factory.shutdownNow();
                    LOG.warn("take boot plans from {}: {}. It is tried again.", TaskQueues.boot(site), e.getMessage());
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
