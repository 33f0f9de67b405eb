package io.metalwright.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentIpv6Test {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fd00:77::/64 | fd00:78::100-fd00:78::1ff | off    | 'ipv6.machines' fd00:78::100-fd00:78::1ff lies outside fd00:77::/64",
                "fe80::/64    |                           | off    | 'ipv6.prefix' fe80::/64 is that of every link",
                "fd00:77::/72 |                           | prefix | which takes 64 bits",
                "fd00:77::/64 | fd00:77::-fd00:77::ff     | off    | which every router of the network answers to",
                "fd00:77::/64 | fd00:77::1-fd00:77::2:0   | off    | has more than 65536 addresses",
                "fd00:77::/64 | fd00:77::9-fd00:77::1     | off    | ends before it begins",
                "fd00:77::1/64|                           | off    | has bits behind the prefix. Write fd00:77::/64",
                "fd00:77::/129|                           | off    | has 1 to 128 bits",
                "fd00:77::    |                           | off    | is no IPv6 network",
                "fd00:77::/64 |                           | loudly | is no way of router advertising: off, prefix or router",
            })
    void whatDoesNotFitIsNamed(String prefix, String machines, String advertise, String what) {
        assertThatThrownBy(() -> new SegmentIpv6(
                        Ipv6Prefix.of(prefix),
                        machines == null ? null : Ipv6Range.of(machines),
                        List.of(),
                        RouterAdvertising.of(advertise)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource({
        "fd00:78::20, fd00:77::21, is no host of fd00:77::/64",
        "fd00:77::, fd00:77::21, is no host of fd00:77::/64",
        "fd00:77::21, fd00:77::21, has 52:54:00:00:00:02 or fd00:77::21 twice",
    })
    void aReservationIsAHostOfTheNetworkAndStandsOnce(String one, String two, String what) {
        var ipv6 = new SegmentIpv6(Ipv6Prefix.of("fd00:77::/64"), null, List.of(), RouterAdvertising.OFF);
        var reservations = List.of(
                new Ipv6Reservation(MacAddress.of("52:54:00:00:00:01"), Ipv6Address.of(one)),
                new Ipv6Reservation(MacAddress.of("52:54:00:00:00:02"), Ipv6Address.of(two)));

        assertThatThrownBy(() -> ipv6.reserving(reservations))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    @Test
    void prefixesKnowWhatLiesInThem() {
        var prefix = Ipv6Prefix.of("fd00:77::/60");
        assertThat(prefix.contains(Ipv6Address.of("fd00:77:0:f::1"))).isTrue();
        assertThat(prefix.contains(Ipv6Address.of("fd00:77:0:10::1"))).isFalse();
        assertThat(Ipv6Prefix.of("fd00::/120").contains(Ipv6Address.of("fd00::ff")))
                .isTrue();
        assertThat(Ipv6Prefix.of("fd00::/120").contains(Ipv6Address.of("fd00::100")))
                .isFalse();
        assertThat(prefix.overlaps(Ipv6Prefix.of("fd00:77:0:3::/64"))).isTrue();
        assertThat(Ipv6Prefix.of("fd00:77:0:3::/64").overlaps(prefix)).isTrue();
        assertThat(prefix.overlaps(Ipv6Prefix.of("fd00:78::/64"))).isFalse();
    }
}
