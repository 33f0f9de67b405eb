package io.metalwright.boot.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.wire.Captures;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.BootMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwareClassifierTest {
    private static final Firmware IPXE_BIOS = new Firmware.Ipxe(BootMode.BIOS, Processor.X64);
    private static final Firmware IPXE_UEFI = new Firmware.Ipxe(BootMode.UEFI, Processor.X64);

    @Test
    void everyCaptureIsToldApart() {
        assertThat(of("seabios-ipxe-rom-discover")).isEqualTo(IPXE_BIOS);
        assertThat(of("seabios-ipxe-rom-request")).isEqualTo(IPXE_BIOS);
        assertThat(of("undionly-discover")).isEqualTo(IPXE_BIOS);
        assertThat(of("snponly-discover")).isEqualTo(IPXE_UEFI);
        assertThat(of("ovmf-pxe-discover")).isEqualTo(new Firmware.UefiPxe(Processor.X64));
        assertThat(of("ovmf-http-discover")).isEqualTo(new Firmware.UefiHttp(Processor.X64));
        assertThat(of("udhcpc-discover")).isEqualTo(new Firmware.PlainDhcp());
        assertThat(of("dhclient-discover")).isEqualTo(new Firmware.PlainDhcp());
    }

    @ParameterizedTest
    @CsvSource({
        "PXEClient:Arch:00000,  0000, BiosPxe",
        "PXEClient:Arch:00006,  0006, UefiPxe[processor=X86]",
        "PXEClient:Arch:00007,  0007, UefiPxe[processor=X64]",
        "PXEClient:Arch:00009,  0009, UefiPxe[processor=X64]",
        "PXEClient:Arch:00011,  000b, UefiPxe[processor=ARM64]",
        "PXEClient:Arch:00002,  0002, UnsupportedBoot[architecture=2]",
        "HTTPClient:Arch:00016, 0010, UefiHttp[processor=X64]",
        "HTTPClient:Arch:00019, 0013, UefiHttp[processor=ARM64]",
        "PXEClient:Arch:00016,  0010, UefiHttp[processor=X64]",
        "MSFT 5.0,              0007, PlainDhcp[]",
    })
    void vendorClassAndArchitectureDecide(String vendorClass, String architecture, String firmware) {
        var options = DhcpOptions.NONE
                .more()
                .put(OptionCode.VENDOR_CLASS, vendorClass)
                .put(OptionCode.CLIENT_ARCHITECTURE, Octets.ofHex(architecture))
                .build();

        assertThat(FirmwareClassifier.classify(options).toString()).startsWith(firmware);
    }

    @Test
    void aRomWithoutArchitectureIsBios() {
        var options = DhcpOptions.NONE
                .more()
                .put(OptionCode.VENDOR_CLASS, "PXEClient")
                .build();

        assertThat(FirmwareClassifier.classify(options)).isEqualTo(new Firmware.BiosPxe());
    }

    @Test
    void aUserClassInTheFormOfRfc3004IsReadToo() {
        var options = DhcpOptions.NONE
                .more()
                .put(OptionCode.USER_CLASS, Octets.ofHex("03616263" + "0469505845"))
                .build();

        assertThat(FirmwareClassifier.classify(options)).isEqualTo(IPXE_BIOS);
    }

    private static Firmware of(String capture) {
        return FirmwareClassifier.classify(
                DhcpDecoder.decode(Captures.dhcp(capture)).options());
    }
}
