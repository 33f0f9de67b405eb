package io.metalwright.activities.console;

import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import java.util.Optional;
import java.util.Set;

/** What must not be shown of a machine: its BMC's passwords, and those that its runs were asked to set or to log in by. */
public interface MachineSecrets {
    Set<SecretReference> of(MachineId machine);

    /** In plain, to be wiped by whoever asks; nothing where it is gone. */
    Optional<byte[]> find(SecretReference secret);
}
