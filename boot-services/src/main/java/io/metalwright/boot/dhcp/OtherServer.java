package io.metalwright.boot.dhcp;

import io.metalwright.model.network.Ipv4Address;

/** The other of two servers of a site that share its segments. */
public interface OtherServer {
    /** Of a server that is alone. */
    OtherServer NONE = new OtherServer() {
        @Override
        public boolean isAway() {
            return true;
        }

        @Override
        public boolean isAt(Ipv4Address address) {
            return false;
        }

        @Override
        public boolean claimsOurShare() {
            return false;
        }
    };

    /** Whether it has not been heard for a while. It may answer clients all the same: nothing is given away because of this. */
    boolean isAway();

    /** Whether it calls itself by this address in DHCP. */
    boolean isAt(Ipv4Address address);

    /** Whether it was set up with the same share as this server, a short while ago. Then neither may give addresses. */
    boolean claimsOurShare();
}
