package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Cidr;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TestNetworkTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:99:00:01");
    /** Linux gives no process a number this high. */
    private static final String OF_A_DEAD_PROCESS = Leftovers.PREFIX + "9999999-1";

    @Test
    void whatADeadProcessLeftIsRemovedWithItsPrograms() throws Exception {
        Assumptions.assumeTrue(TestNetwork.possible(), "networks of one's own take root");
        Program.succeed("ip", "netns", "add", OF_A_DEAD_PROCESS);
        Program.succeed(
                "ip",
                "link",
                "add",
                OF_A_DEAD_PROCESS,
                "type",
                "veth",
                "peer",
                "name",
                "c0",
                "netns",
                OF_A_DEAD_PROCESS);
        var left = new ProcessBuilder("ip", "netns", "exec", OF_A_DEAD_PROCESS, "sleep", "100").start();
        try (var network = TestNetwork.make(MAC)) {
            assertThat(left.waitFor()).isNotZero();
            assertThat(Program.succeed("ip", "netns", "list"))
                    .contains(network.namespace())
                    .doesNotContain(OF_A_DEAD_PROCESS);
            assertThat(Program.succeed("ip", "link")).doesNotContain(OF_A_DEAD_PROCESS);
        }
    }

    @Test
    void twoNetworksOfOneProcessAreApartAndGoneAfterwards() throws Exception {
        Assumptions.assumeTrue(TestNetwork.possible(), "networks of one's own take root");
        String first;
        try (var one = TestNetwork.make(MAC);
                var two = TestNetwork.make(MAC)) {
            first = one.namespace();
            assertThat(one.address(1)).isNotEqualTo(two.address(1));
            assertThat(one.namespace()).isNotEqualTo(two.namespace());
            assertThat(one.inside("ip", "address", "show", "c0")).contains(MAC.value());
        }
        assertThat(Program.succeed("ip", "netns", "list")).doesNotContain(first);
        assertThat(Program.succeed("ip", "link")).doesNotContain(first);
    }

    @ParameterizedTest
    @CsvSource({
        "2: eth0 inet 10.99.1.1/24 brd 10.99.1.255, true",
        "10.99.1.0/24 via 10.0.0.1 dev eth0,        true",
        "10.99.0.0/16 dev eth0,                     true",
        "10.99.1.128/25 dev eth0,                   true",
        "10.99.2.1/24 dev eth0,                     false",
        "default via 192.0.2.1 dev eth0,            false",
        "0.0.0.0/0 dev eth0,                        false",
        "192.0.2.0/24 dev eth0 src 10.99.1.7,       true",
    })
    void aSubnetThatSomebodyHasIsSeen(String line, boolean taken) {
        assertThat(TestSubnet.touches(Cidr.of("10.99.1.0/24"), line)).isEqualTo(taken);
    }
}
