package io.metalwright.activities.console;

import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a mask up to date: a run may begin, with passwords of its own, while the console is held. */
final class KnownSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(KnownSecrets.class);

    private final MachineSecrets secrets;
    private final MachineId machine;
    private final SecretMask mask;
    private Set<SecretReference> known = Set.of();
    private long learnt;

    KnownSecrets(MachineSecrets secrets, MachineId machine, SecretMask mask) {
        this.secrets = secrets;
        this.machine = machine;
        this.mask = mask;
    }

    /** Where the secrets cannot be seen now, those that are known stay masked. */
    void look() {
        try {
            var now = secrets.of(machine);
            if (!now.equals(known) || isOld()) {
                mask.know(now.stream()
                        .flatMap(secret -> secrets.find(secret).stream())
                        .toList());
                known = now;
                learnt = System.nanoTime();
            }
        } catch (RuntimeException e) {
            LOG.warn("learn what is to be masked at the console of {}: {}", machine, e.getMessage());
        }
    }

    /** A password may have changed under its name. */
    private boolean isOld() {
        return System.nanoTime() - learnt > 60_000_000_000L;
    }
}
