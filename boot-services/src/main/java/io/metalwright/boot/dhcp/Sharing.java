package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.lease.Allotment;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.time.Clock;

/**
 * Which clients of a shared segment this server leaves to the other one. That no address is given twice does not hang on it: that is the work of the
 * {@link Share}, and both may answer one client.
 */
public final class Sharing {
    private final Holdings holdings;
    private final OtherServer other;
    private final LeaseBook leases;
    private final AskedInVain inVain;

    public Sharing(Holdings holdings, OtherServer other, LeaseBook leases, Clock clock) {
        this.holdings = holdings;
        this.other = other;
        this.leases = leases;
        this.inVain = new AskedInVain(clock);
    }

    boolean mayGive(Ipv4Address address) {
        return holdings.mayGive(address) && !other.claimsOurShare();
    }

    /** What is this server's, whether or not it may be given away yet. */
    Share share() {
        return holdings.share();
    }

    boolean isOtherServer(Ipv4Address address) {
        return other.isAt(address);
    }

    /** A client that looks for an address. Who has one of ours, or one set down for it, is answered at once. */
    boolean leavesToOther(DhcpMessage message, Allotment allotment) {
        var share = holdings.share();
        if (share.isWhole() || message.type() != DhcpMessageType.DISCOVER || allotment instanceof Allotment.Reserved) {
            return false;
        }
        var mac = message.clientHardware();
        boolean askedLong = inVain.longEnough(mac);
        return !share.isAsked(mac)
                && !askedLong
                && !other.isAway()
                && leases.bound(mac).isEmpty();
    }

    /** Whether a stranger that does not boot from the network did so a moment ago, and has its address from one of us. */
    boolean isBound(MacAddress mac) {
        return leases.bound(mac).isPresent()
                || !holdings.share().isWhole() && leases.address(mac).isPresent();
    }

    void bound(MacAddress mac) {
        if (!holdings.share().isWhole()) {
            inVain.ended(mac);
        }
    }

    /** The client took the other server's offer. */
    void tookOther(MacAddress mac, Ipv4Address address) {
        inVain.ended(mac);
        leases.movedTo(mac, address);
    }
}
