package io.metalwright.boot.dhcp;

import io.metalwright.model.network.Ipv4Address;

/** Another server that is as a test says that it is. */
public final class SettableServer implements OtherServer {
    public boolean away;
    public boolean claimsOurShare;

    @Override
    public boolean isAway() {
        return away;
    }

    @Override
    public boolean isAt(Ipv4Address address) {
        return false;
    }

    @Override
    public boolean claimsOurShare() {
        return claimsOurShare;
    }
}
