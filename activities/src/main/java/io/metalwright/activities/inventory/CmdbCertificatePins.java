package io.metalwright.activities.inventory;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.redfish.CertificatePins;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.Sha256;
import java.util.Optional;

/** Pins that every worker of every site shares, and that outlive them. */
public final class CmdbCertificatePins implements CertificatePins {
    private final Cmdb cmdb;

    public CmdbCertificatePins(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Optional<Sha256> pinned(BmcAddress address) {
        return cmdb.bmcCertificates().find(address.host(), address.port());
    }

    @Override
    public void pin(BmcAddress address, Sha256 certificate) {
        cmdb.bmcCertificates().enter(address.host(), address.port(), certificate);
    }
}
