package io.metalwright.activities.keys;

import io.metalwright.model.SecretReference;

/** Where references to secrets lead. */
public interface SecretStore {
    /**
     * The secret in plain; the caller closes it.
     *
     * @throws io.temporal.failure.ApplicationFailure of type {@code Refused}, not to be retried, when the store has no such secret
     */
    Secret resolve(SecretReference reference);
}
