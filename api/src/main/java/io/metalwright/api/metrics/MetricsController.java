package io.metalwright.api.metrics;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.metrics.Exposition;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For Prometheus, which brings an access token of a viewer. */
@RestController
class MetricsController {
    private final CmdbMetrics metrics;

    MetricsController(Cmdb cmdb) {
        this.metrics = new CmdbMetrics(cmdb.figures());
    }

    @GetMapping(path = "/metrics", produces = Exposition.CONTENT_TYPE)
    String readMetrics() {
        return metrics.text();
    }
}
