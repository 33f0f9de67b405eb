package io.metalwright.api.image;

import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.image.Image;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks after imports: a worker enters those that succeed, and nobody but the engine knows of the others. */
@Component
class ImportWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWatch.class);

    private final Cmdb cmdb;
    private final Imports imports;
    private final Uploads uploads;

    ImportWatch(Cmdb cmdb, Imports imports, Uploads uploads) {
        this.cmdb = cmdb;
        this.imports = imports;
        this.uploads = uploads;
    }

    @Scheduled(fixedDelay = 3, initialDelay = 3, timeUnit = TimeUnit.SECONDS)
    void mend() {
        try {
            cmdb.images().importing().forEach(imports::mend);
        } catch (Problem | DataAccessException | TransactionException e) {
            // Whoever is away is told of at every request; imports go on meanwhile.
            LOG.debug("Imports could not be looked after", e);
        }
    }

    @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            uploads.sweep(
                    cmdb.images().importing().stream()
                            .map(Image::source)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()),
                    Instant.now());
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Uploads could not be swept", e);
        }
    }
}
