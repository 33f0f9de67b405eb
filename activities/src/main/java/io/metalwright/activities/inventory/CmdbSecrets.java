package io.metalwright.activities.inventory;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.SecretReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Secrets that lie sealed in the CMDB. */
public final class CmdbSecrets implements SecretStore {
    private final Cmdb cmdb;

    public CmdbSecrets(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Secret resolve(SecretReference reference) {
        var plain = cmdb.secrets()
                .find(reference)
                .orElseThrow(() -> Refusal.of(
                        "The CMDB holds no secret '" + reference + "'.",
                        "Enter the password again: on the machine's page for a BMC, in the spec for a user."));
        var characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(plain));
        Arrays.fill(plain, (byte) 0);
        var exact = new char[characters.remaining()];
        characters.get(exact);
        Arrays.fill(characters.array(), '\0');
        return Secret.of(exact);
    }
}
