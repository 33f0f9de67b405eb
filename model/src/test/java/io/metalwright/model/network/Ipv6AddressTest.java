package io.metalwright.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.MacAddress;
import java.net.InetAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {
    /** RFC 5952 sections 4 and 5. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001,                         2001:db8::1",
        "2001:db8:0:0:0:0:2:1,                    2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1,                    2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,                      2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1,                    2001:db8::1:0:0:1",
        "2001:DB8::ABCD,                          2001:db8::abcd",
        "::,                                      ::",
        "::1,                                     ::1",
        "1::,                                     1::",
        "1:2:3:4:5:6:7:8,                         1:2:3:4:5:6:7:8",
        "fd00:77:0:0:0:0:0:20,                    fd00:77::20",
    })
    void anAddressIsWrittenInOneWay(String given, String written) {
        assertThat(Ipv6Address.of(given).value()).isEqualTo(written);
        assertThat(Ipv6Address.of(given).inUrl()).isEqualTo("[" + written + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1::2::3",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "::10.0.0.1",
                "10.0.0.1",
                " ::1",
                "1:",
                ":1"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Ipv6Address.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no IPv6 address. It reads like fd00:77::20");
    }

    @Test
    void theJdkReadsTheSame() throws Exception {
        var chance = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            // Many zeros, so that runs of them come about.
            var address = new Ipv6Address(
                    chance.nextLong() & chance.nextLong() & chance.nextLong() & 0xFFFF_0000_FFFF_FFFFL,
                    chance.nextLong() & chance.nextLong() & chance.nextLong());
            assertThat(InetAddress.getByName(address.inUrl()).getAddress()).isEqualTo(address.octets());
            assertThat(Ipv6Address.of(address.value())).isEqualTo(address);
            assertThat(Ipv6Address.ofOctets(address.octets())).isEqualTo(address);
        }
    }

    @Test
    void theCardIsKnownByAnAddressThatWasMadeOfIt() {
        assertThat(Ipv6Address.of("fe80::5054:ff:fe99:601").card()).contains(MacAddress.of("52:54:00:99:06:01"));
        assertThat(Ipv6Address.of("fe80::1").card()).isEmpty();
        assertThat(Ipv6Address.of("fe80::5054:ff:fe99:601").isLinkLocal()).isTrue();
        assertThat(Ipv6Address.of("febf::1").isLinkLocal()).isTrue();
        assertThat(Ipv6Address.of("fec0::1").isLinkLocal()).isFalse();
    }
}
