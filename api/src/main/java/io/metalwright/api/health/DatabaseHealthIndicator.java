package io.metalwright.api.health;

import io.metalwright.cmdb.Cmdb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code database}: without it the API shows nothing. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealthIndicator.class);

    private final Cmdb cmdb;

    DatabaseHealthIndicator(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Health health() {
        try {
            cmdb.ping();
            return Health.up().build();
        } catch (RuntimeException e) {
            // Anybody may ask for health, and the driver's words name hosts and users.
            LOG.warn("The database does not answer: {}", e.getMessage());
            return Health.down()
                    .withDetail("reason", "The database does not answer. See that its server runs.")
                    .build();
        }
    }
}
