package io.metalwright.boot.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.BootMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirmwareTest {
    @Test
    void eachIsNamedForPeopleAndNotAsTheProgramHoldsIt() {
        var all = List.of(
                new Firmware.BiosPxe(),
                new Firmware.UefiPxe(Processor.X64),
                new Firmware.UefiHttp(Processor.X64),
                new Firmware.Ipxe(BootMode.BIOS, Processor.X64),
                new Firmware.UnsupportedBoot(27),
                new Firmware.PlainDhcp());
        assertThat(all).extracting(Firmware::phrase).doesNotHaveDuplicates().noneMatch(phrase -> phrase.contains("["));
        assertThat(new Firmware.Ipxe(BootMode.BIOS, Processor.X64).phrase()).isEqualTo("iPXE under BIOS of X64");
    }
}
