package io.metalwright.ops.role;

import io.grpc.StatusRuntimeException;
import io.metalwright.cmdb.secret.KeyRing;
import io.metalwright.ops.temporal.SealedPayloads;
import io.metalwright.ops.temporal.SearchAttributeSetUp;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the Temporal server that all parts of a process share. */
public final class TemporalConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalConnection.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String target;
    private final String namespace;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    private TemporalConnection(String target, String namespace, @Nullable KeyRing keys) {
        this.target = target;
        this.namespace = namespace;
        stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
        var options = WorkflowClientOptions.newBuilder().setNamespace(namespace);
        if (keys != null) {
            options.setDataConverter(SealedPayloads.converter(keys));
        }
        client = WorkflowClient.newInstance(stubs, options.build());
    }

    /**
     * Connects at the first call, so that a process starts, and says what is missing, while the server is away.
     *
     * @param keys null: payloads lie in Temporal in the clear
     */
    public static TemporalConnection to(String target, String namespace, @Nullable KeyRing keys) {
        return new TemporalConnection(target, namespace, keys);
    }

    public WorkflowClient client() {
        return client;
    }

    /** Returns once the server answers and knows our search attributes; until then it says that it waits. */
    public void awaitReady() throws InterruptedException {
        boolean said = false;
        while (true) {
            try {
                stubs.blockingStub()
                        .withDeadlineAfter(5, TimeUnit.SECONDS)
                        .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
                SearchAttributeSetUp.ensure(target, namespace);
                return;
            } catch (StatusRuntimeException e) {
                if (!said) {
                    LOG.warn("Temporal at {} does not answer ({}). It is tried until it does.", target, e.getStatus());
                    said = true;
                }
                Thread.sleep(said ? PAUSE : Duration.ZERO);
            }
        }
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
