package io.metalwright.activities.bmcsetup;

import io.metalwright.activities.failures.Failures;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.BmcSetUp.Wish;
import io.metalwright.workflows.steps.FailureTypes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes the BMC's network as wished. */
final class LanWish {
    private static final String SOURCE = "IP Address Source";
    private static final String ADDRESS = "IP Address";
    private static final String NETMASK = "Subnet Mask";
    private static final String GATEWAY = "Default Gateway IP";
    private static final String STATIC = "Static Address";

    private final InBandBmc bmc;
    private final String place;

    LanWish(InBandBmc bmc, String place) {
        this.bmc = bmc;
        this.place = place;
    }

    /** @return the address that the BMC then has */
    Ipv4Address fulfil(Wish wish) {
        if (bmc.channel().text("Access Mode").equals("disabled")) {
            bmc.setLan("access", "on");
        }
        var before = bmc.lan();
        var address = wish.address();
        if (address == null) {
            return before.address(ADDRESS)
                    .orElseThrow(
                            () -> Failures.lasting(
                                    FailureTypes.BY_HAND,
                                    "set up the BMC of " + place + ": it has no address, and the site has none for it",
                                    "Give a segment of the site a range 'bmcs', or give the BMC an address by hand; then retry."));
        }
        // Before the others, which many BMCs refuse while they get their address by DHCP. The gateway comes last, since
        // it
        // has to lie in the network that the others make.
        if (!before.text(SOURCE).equals(STATIC)) {
            bmc.setLan("ipsrc", "static");
        }
        var now = bmc.lan();
        setUnlessSo(now, ADDRESS, address, "ipaddr");
        setUnlessSo(now, NETMASK, wish.netmask(), "netmask");
        setUnlessSo(now, GATEWAY, wish.gateway(), "defgw", "ipaddr");
        prove(wish, bmc.lan());
        return address;
    }

    private void setUnlessSo(Facts now, String name, @Nullable Ipv4Address wanted, String... setting) {
        if (wanted == null || now.text(name).equals(wanted.value())) {
            return;
        }
        var words = Arrays.copyOf(setting, setting.length + 1);
        words[setting.length] = wanted.value();
        bmc.setLan(words);
    }

    private void prove(Wish wish, Facts seen) {
        if (!seen.text(SOURCE).equals(STATIC)
                || differs(seen, ADDRESS, wish.address())
                || differs(seen, NETMASK, wish.netmask())
                || differs(seen, GATEWAY, wish.gateway())) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "give the BMC of " + place + " the address " + wish.address() + ", netmask " + wish.netmask()
                            + ", gateway " + wish.gateway() + ": accepted, and it reads " + seen.text(SOURCE) + ", "
                            + seen.text(ADDRESS) + ", " + seen.text(NETMASK) + ", " + seen.text(GATEWAY),
                    "Set it by hand on the BMC's own page, then retry.");
        }
    }

    private static boolean differs(Facts seen, String name, @Nullable Ipv4Address wanted) {
        return wanted != null && !seen.text(name).equals(wanted.value());
    }
}
