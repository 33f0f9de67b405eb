package io.metalwright.cmdb.bootconfiguration;

import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootConfiguration;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A boot configuration, whole. */
@Table("boot_configuration")
record BootConfigurationRow(@Id String name, SiteName site, BootConfiguration definition, Instant updatedAt) {
    static BootConfigurationRow of(BootConfiguration configuration) {
        return new BootConfigurationRow(configuration.name(), configuration.site(), configuration, Instant.now());
    }
}
