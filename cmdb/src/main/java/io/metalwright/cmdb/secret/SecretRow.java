package io.metalwright.cmdb.secret;

import io.metalwright.model.SecretReference;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A sealed secret. */
@Table("secret")
record SecretRow(@Id SecretReference name, String keyId, String sealed, Instant createdAt) {}
