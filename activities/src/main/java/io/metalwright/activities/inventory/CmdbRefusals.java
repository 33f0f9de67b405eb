package io.metalwright.activities.inventory;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.CredentialFingerprint;
import io.metalwright.activities.power.RefusalBook;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.bmc.BmcPlace;
import java.util.Optional;

/** Refusals that every worker of a site shares, and that outlive them: a restarted worker does not log in to be refused once more. */
public final class CmdbRefusals implements RefusalBook {
    private final Cmdb cmdb;

    public CmdbRefusals(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Optional<String> refusal(BmcAddress address, CredentialFingerprint credential) {
        return cmdb.bmcRefusals().find(place(address), credential.value());
    }

    @Override
    public void enter(BmcAddress address, CredentialFingerprint credential, String reason) {
        cmdb.bmcRefusals().enter(place(address), credential.value(), reason);
    }

    @Override
    public void forget(BmcAddress address) {
        cmdb.bmcRefusals().forget(place(address));
    }

    @Override
    public boolean hear(BmcAddress address, String word) {
        return cmdb.bmcRefusals().hear(place(address), word);
    }

    private static BmcPlace place(BmcAddress address) {
        return new BmcPlace(address.protocol(), address.host(), address.port());
    }
}
