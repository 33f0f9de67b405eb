package io.metalwright.boot.disc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metalwright.boot.ipxe.BootServer;
import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootMedium;
import io.metalwright.model.boot.StaticNetwork;
import io.metalwright.model.network.Ipv4Address;
import org.junit.jupiter.api.Test;

class DiscPagesTest {
    private static final Sha256 SUM = Sha256.sumOf("x");
    private static final MacAddress PORT = MacAddress.of("52:54:00:99:01:01");
    private static final BootServer SERVER = new BootServer(Ipv4Address.of("10.99.1.1"), 8090, 8443, SUM);

    private static String words(StaticNetwork network) {
        return DiscPages.commandLine(SERVER, new BootMedium(SUM, PORT, network), "TOKEN", "console=ttyS0");
    }

    @Test
    void theCommandLineIsThatOfAScriptWithTheMachinesOwnAddress() {
        assertThat(words(new StaticNetwork(Ipv4Address.of("10.99.1.20"), 24, Ipv4Address.of("10.99.1.1"))))
                .isEqualTo(
                        "metalwright.url=https://10.99.1.1:8443 metalwright.http=http://10.99.1.1:8090 metalwright.ca=sha256:"
                                + SUM + " metalwright.token=TOKEN metalwright.mac=52:54:00:99:01:01"
                                + " metalwright.address=10.99.1.20/24,10.99.1.1 console=ttyS0");
        assertThat(words(new StaticNetwork(Ipv4Address.of("10.99.1.20"), 24, null)))
                .contains(" metalwright.address=10.99.1.20/24 console");
        assertThat(words(null)).doesNotContain("metalwright.address");
    }

    @Test
    void eachLoaderHasItsPage() {
        assertThat(DiscPages.isolinux("quiet")).isEqualTo("""
                SERIAL 0 115200
                DEFAULT bootos
                PROMPT 0
                LABEL bootos
                KERNEL /bootos/kernel
                INITRD /bootos/initrd
                APPEND quiet
                """);
        assertThat(DiscPages.grub("quiet")).isEqualTo("""
                linux /bootos/kernel quiet
                initrd /bootos/initrd
                boot
                """);
    }

    @Test
    void aPageIsFilledToItsEndAndNotBeyond() {
        assertThat(DiscPages.page("boot\n"))
                .hasSize(DiscPages.BYTES)
                .startsWith('b')
                .endsWith(' ', '\n');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscPages.page("x".repeat(DiscPages.BYTES)))
                .withMessageContaining("shorten the kernel parameters");
    }
}
