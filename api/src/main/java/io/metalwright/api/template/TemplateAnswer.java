package io.metalwright.api.template;

import io.metalwright.cmdb.template.OsTemplate;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An OS template as the API tells it. */
record TemplateAnswer(
        String name,
        @Nullable String description,
        Map<String, @Nullable Object> spec,
        Instant createdAt,
        Instant updatedAt) {
    static TemplateAnswer of(OsTemplate template) {
        return new TemplateAnswer(
                template.name(),
                template.description(),
                TemplateSpec.read(template.spec()),
                template.createdAt(),
                template.updatedAt());
    }
}
