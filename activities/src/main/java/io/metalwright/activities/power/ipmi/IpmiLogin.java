package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcLogin;
import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.power.ipmi.session.RmcpSocket;
import io.metalwright.activities.power.ipmi.session.SessionLogin;
import io.metalwright.activities.power.ipmi.session.Sessionless;
import io.metalwright.activities.power.ipmi.wire.GetChannelAuthenticationCapabilities;
import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import java.io.IOException;
import java.util.List;

/** Logs in to BMCs over IPMI 2.0. One for a process: all its sessions share a socket, which {@link #close} closes. */
public final class IpmiLogin implements BmcLogin, AutoCloseable {
    private final RmcpSocket socket;
    private final SessionLogin login;
    private final Sessionless sessionless;

    private IpmiLogin(RmcpSocket socket, Patience patience, List<Algorithms> suites) {
        this.socket = socket;
        this.login = new SessionLogin(socket, patience, suites);
        this.sessionless = new Sessionless(socket, patience);
    }

    public static IpmiLogin open(Patience patience) throws IOException {
        return open(patience, Algorithms.SAFE);
    }

    /** @param suites the cipher suites that may be used, best first */
    public static IpmiLogin open(Patience patience, List<Algorithms> suites) throws IOException {
        return new IpmiLogin(RmcpSocket.open(), patience, suites);
    }

    @Override
    public Bmc login(BmcAddress address, BmcCredential credential) {
        return new IpmiBmc(login.open(address, credential));
    }

    /**
     * Whether a BMC with IPMI 2.0 answers there, without logging in.
     *
     * @throws BmcFailure if nobody answers, or nobody who speaks IPMI
     */
    public boolean speaksIpmi20(BmcAddress address) {
        var question = new GetChannelAuthenticationCapabilities(
                GetChannelAuthenticationCapabilities.THIS_CHANNEL, PrivilegeLevel.ADMINISTRATOR);
        return sessionless.run(address, question).ipmi20();
    }

    /** Packets that came and that nobody waited for, or that were none. */
    public long droppedPackets() {
        return socket.dropped();
    }

    @Override
    public void close() {
        socket.close();
    }
}
