package io.metalwright.api.health;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code temporal}: without it nothing can be started or steered. Asks for our namespace, which a server that is just up may not have yet. */
@Component
class TemporalHealthIndicator implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalHealthIndicator.class);
    private static final int PATIENCE_SECONDS = 3;

    private final WorkflowClient client;

    TemporalHealthIndicator(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public Health health() {
        var namespace = client.getOptions().getNamespace();
        try {
            client.getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build());
            return Health.up().withDetail("namespace", namespace).build();
        } catch (StatusRuntimeException e) {
            LOG.warn("Temporal does not answer: {}", e.getStatus());
            return Health.down()
                    .withDetail(
                            "reason",
                            "Temporal does not answer for the namespace '" + namespace
                                    + "'. See that its server runs and can be reached.")
                    .build();
        }
    }
}
