package io.metalwright.ops.bmc;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcLogin;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.power.redfish.CertificatePins;
import io.metalwright.activities.power.redfish.RedfishLogin;
import io.metalwright.model.power.BmcProtocol;
import java.io.IOException;
import java.util.List;

/** Logs in to any BMC from this host, over the one protocol that was asked for. */
public final class DirectLogin implements AutoCloseable {
    private final BmcLogin login;
    private final Runnable end;

    private DirectLogin(BmcLogin login, Runnable end) {
        this.login = login;
        this.end = end;
    }

    /** @param suites for IPMI alone */
    public static DirectLogin over(BmcProtocol protocol, List<Algorithms> suites) throws IOException {
        return switch (protocol) {
            case IPMI -> {
                var ipmi = IpmiLogin.open(Patience.DEFAULT, suites);
                yield new DirectLogin(ipmi, ipmi::close);
            }
            case REDFISH -> {
                var redfish = RedfishLogin.open(CertificatePins.inMemory(), RedfishLogin.PATIENCE);
                yield new DirectLogin(redfish, redfish::close);
            }
        };
    }

    /** @throws BmcFailure if the BMC does not let in */
    public Bmc login(BmcAddress address, BmcCredential credential) {
        return login.login(address, credential);
    }

    @Override
    public void close() {
        end.run();
    }
}
