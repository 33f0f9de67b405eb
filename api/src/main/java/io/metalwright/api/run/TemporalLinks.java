package io.metalwright.api.run;

import io.metalwright.api.ApiProperties;
import io.metalwright.api.engine.Engine;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a run is in the Temporal UI. */
@Component
final class TemporalLinks {
    private final @Nullable URI ui;
    private final String namespace;

    TemporalLinks(ApiProperties properties, Engine engine) {
        this.ui = properties.temporal().ui();
        this.namespace = engine.namespace();
    }

    @Nullable
    String of(String workflowId, String runId) {
        if (ui == null) {
            return null;
        }
        return ui.toString().replaceFirst("/+$", "") + "/namespaces/" + part(namespace) + "/workflows/"
                + part(workflowId) + "/" + part(runId) + "/history";
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
