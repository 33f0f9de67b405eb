package io.metalwright.activities.inventory;

import io.metalwright.activities.console.MachineSecrets;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@link MachineSecrets} that lie sealed in the CMDB, by the folders that a machine's secrets have there. */
public final class CmdbMachineSecrets implements MachineSecrets {
    private final Cmdb cmdb;

    public CmdbMachineSecrets(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Set<SecretReference> of(MachineId machine) {
        var found = new HashSet<>(cmdb.secrets().below("secret:bmc/" + machine));
        found.addAll(cmdb.secrets().below("secret:machine/" + machine));
        return Set.copyOf(found);
    }

    @Override
    public Optional<byte[]> find(SecretReference secret) {
        return cmdb.secrets().find(secret);
    }
}
