package io.metalwright.cmdb.site;

import io.metalwright.model.SiteName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A place with its own boot-services and BMC network. */
@Table("site")
public record Site(@Id SiteName name, @Nullable String description, Instant createdAt) {}
