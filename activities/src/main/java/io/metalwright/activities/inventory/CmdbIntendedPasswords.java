package io.metalwright.activities.inventory;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.switching.IntendedPasswords;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcTarget;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Intended passwords that lie sealed in the CMDB, each beside the one that its BMC has. */
public final class CmdbIntendedPasswords implements IntendedPasswords {
    private final Cmdb cmdb;
    private final CmdbSecrets secrets;
    private final RandomPassword passwords = new RandomPassword();

    public CmdbIntendedPasswords(Cmdb cmdb) {
        this.cmdb = cmdb;
        this.secrets = new CmdbSecrets(cmdb);
    }

    @Override
    public Optional<Secret> find(BmcTarget bmc) {
        var name = name(bmc);
        return cmdb.secrets().holds(name) ? Optional.of(secrets.resolve(name)) : Optional.empty();
    }

    @Override
    public Secret intend(BmcTarget bmc) {
        var password = passwords.next();
        cmdb.secrets().put(name(bmc), password);
        return Secret.of(password);
    }

    @Override
    public void settle(BmcTarget bmc, Secret proven) {
        cmdb.atomically(() -> {
            cmdb.machines().lock(bmc.machine());
            if (is(name(bmc), proven)) {
                cmdb.secrets().put(bmc.password(), proven.plain());
                cmdb.secrets().delete(name(bmc));
            } else if (!is(bmc.password(), proven)) {
                throw Refusal.of(
                        "keep the new password of the BMC of " + bmc.machine()
                                + ": meanwhile another one was intended or entered.",
                        "See who else changes it. Then enter the one that the BMC has on the machine's page, or retry.");
            }
            return bmc;
        });
    }

    private boolean is(SecretReference name, Secret password) {
        return cmdb.secrets()
                .find(name)
                .filter(kept -> {
                    var octets = password.plain().getBytes(StandardCharsets.UTF_8);
                    try {
                        return MessageDigest.isEqual(kept, octets);
                    } finally {
                        Arrays.fill(octets, (byte) 0);
                        Arrays.fill(kept, (byte) 0);
                    }
                })
                .isPresent();
    }

    /** Of this BMC alone, whatever is entered for the machine meanwhile; forgotten with the machine. */
    private static SecretReference name(BmcTarget bmc) {
        return SecretReference.of(bmc.password() + "/intended");
    }
}
