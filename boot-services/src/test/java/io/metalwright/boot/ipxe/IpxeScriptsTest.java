package io.metalwright.boot.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import io.metalwright.model.network.Ipv4Address;
import org.junit.jupiter.api.Test;

class IpxeScriptsTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:12:34:56");
    private static final BootServer SERVER =
            new BootServer(Ipv4Address.of("10.77.0.1"), 8090, 8443, Sha256.of("ab".repeat(32)));

    @Test
    void bootOsIsLoadedWithAllThatItsAgentNeeds() {
        assertThat(IpxeScripts.bootOs(SERVER, SERVER, MAC, "tok_en", "console=ttyS0,115200n8"))
                .isEqualTo("""
                        #!ipxe
                        echo Metalwright: BootOS for 52:54:00:12:34:56
                        kernel --name kernel http://10.77.0.1:8090/bootos/kernel?mac=52:54:00:12:34:56 initrd=initrd metalwright.url=https://10.77.0.1:8443 metalwright.http=http://10.77.0.1:8090 metalwright.ca=sha256:abababababababababababababababababababababababababababababababab metalwright.token=tok_en metalwright.mac=52:54:00:12:34:56 console=ttyS0,115200n8 || goto again
                        initrd --name initrd http://10.77.0.1:8090/bootos/initrd?mac=52:54:00:12:34:56 || goto again
                        boot || goto again
                        :again
                        echo Metalwright: that failed, trying again in 5 seconds
                        sleep 5
                        imgfree
                        chain --replace http://10.77.0.1:8090/ipxe?mac=52:54:00:12:34:56 || goto again
                        """);
    }

    @Test
    void aMachineIsSentToItsDisk() {
        assertThat(IpxeScripts.localDisk(MAC)).isEqualTo("""
                        #!ipxe
                        echo Metalwright: 52:54:00:12:34:56 starts from its disk
                        iseq ${platform} pcbios && sanboot --no-describe --drive 0x80 ||
                        exit 1
                        """);
    }
}
