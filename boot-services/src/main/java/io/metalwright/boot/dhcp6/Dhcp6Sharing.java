package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp.OtherServer;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.SegmentIpv6;

/**
 * Which of two servers of a segment a client is to take. Both advertise, and the preference option says which (RFC 8415 section 18.2.1). That no address is
 * given twice does not hang on it: that is the work of the {@link Share}.
 */
public final class Dhcp6Sharing {
    private final Holdings holdings;
    private final OtherServer other;
    private final Ipv6LeaseBook leases;

    public Dhcp6Sharing(Holdings holdings, OtherServer other, Ipv6LeaseBook leases) {
        this.holdings = holdings;
        this.other = other;
        this.leases = leases;
    }

    boolean mayGive(Ipv6Address address) {
        return holdings.mayGive(address) && !other.claimsOurShare();
    }

    /** Who has an address of one server is to keep it, whichever is to answer those that have none. */
    boolean isPreferred(MacAddress mac) {
        var share = holdings.share();
        if (share.isWhole() || other.isAway() || leases.bound(mac).isPresent()) {
            return true;
        }
        return share.isAsked(mac) && !leases.isElsewhere(mac);
    }

    /** The client took another server's offer: that of the other of two, where the address is one of its own. */
    void tookOther(MacAddress mac, Ipv6Address address, SegmentIpv6 ipv6) {
        var share = holdings.share();
        var range = ipv6.machines();
        if (!share.isWhole()
                && range != null
                && range.contains(address)
                && share.other().owns(address)) {
            leases.movedTo(mac, address);
        }
    }
}
