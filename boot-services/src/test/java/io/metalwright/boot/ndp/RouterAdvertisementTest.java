package io.metalwright.boot.ndp;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.TestSegments;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.Ipv6Range;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.Segment;
import io.metalwright.model.network.SegmentDhcp;
import io.metalwright.model.network.SegmentIpv6;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterAdvertisementTest {
    private static final Ipv6Range RANGE = Ipv6Range.of("fd00:77::100-fd00:77::1ff");

    @Test
    void theAdvertisementOfNothingGivesNothing() {
        assertThat(Octets.of(RouterAdvertisement.OF_NOTHING.encode()).hex()).isEqualTo("8600" + "0".repeat(28));
    }

    @Test
    void whereDhcpGivesTheAddressesHostsMakeNone() {
        var said = RouterAdvertisement.of(
                List.of(segment(RANGE, RouterAdvertising.PREFIX, DhcpMode.SERVE)), MacAddress.of("52:54:00:99:01:01"));

        // Type, code, checksum; hop limit, M and O, lifetime 0; the card; the prefix of 64 bits, on this link; a
        // resolver.
        assertThat(Octets.of(said.encode()).hex())
                .isEqualTo("86000000" + "40c00000" + "0".repeat(16) + "0101525400990101"
                        + "03044080" + "00278d00" + "00093a80" + "00000000" + "fd000077" + "0".repeat(24)
                        + "19030000" + "00000708" + "fd000077" + "0".repeat(20) + "0053");
    }

    @Test
    void withoutARangeHostsMakeAddressesOfTheirOwnAndAskForTheRest() {
        var said = RouterAdvertisement.of(List.of(segment(null, RouterAdvertising.ROUTER, DhcpMode.SERVE)), null);

        assertThat(said.isManaged()).isFalse();
        assertThat(said.hasOther()).isTrue();
        assertThat(said.lifetime()).isEqualTo(1800);
        assertThat(said.prefixes())
                .containsExactly(new RouterAdvertisement.Prefix(Ipv6Prefix.of("fd00:77::/64"), true));
        assertThat(said.ceasing().lifetime()).isZero();
    }

    @Test
    void nobodyIsSentToDhcpWhereItIsSwitchedOff() {
        var said = RouterAdvertisement.of(List.of(segment(RANGE, RouterAdvertising.PREFIX, DhcpMode.OFF)), null);

        assertThat(said.isManaged()).isFalse();
        assertThat(said.hasOther()).isFalse();
    }

    private static Segment segment(Ipv6Range range, RouterAdvertising advertise, DhcpMode mode) {
        return TestSegments.segment(1, Registration.AUTOMATIC)
                .with(new SegmentDhcp(mode, List.of(), false, null, null, Map.of(), List.of(), List.of()))
                .with(new SegmentIpv6(
                        Ipv6Prefix.of("fd00:77::/64"), range, List.of(Ipv6Address.of("fd00:77::53")), advertise));
    }
}
