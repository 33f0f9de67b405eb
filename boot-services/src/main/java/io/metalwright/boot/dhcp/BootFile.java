package io.metalwright.boot.dhcp;

import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.firmware.Processor;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.SegmentDhcp;
import java.util.Map;

/** What a client is told to load next. */
public sealed interface BootFile {
    /** For whom there is nothing to load. */
    record Nothing() implements BootFile {}

    /** A name on our TFTP server. */
    record ByTftp(String name) implements BootFile {}

    /** An EFI program, for firmware that speaks HTTP. */
    record ByHttp(String url) implements BootFile {}

    /** A script, for iPXE. */
    record Script(String url) implements BootFile {}

    /** For BIOS: iPXE on top of the network card's own driver. */
    String BIOS_IPXE = "undionly.kpxe";

    /**
     * For UEFI: iPXE on top of the firmware's own network driver, which by then has proven that it works on this card. The variant with
     * built-in drivers takes the card away from the firmware and knows fewer cards.
     */
    String UEFI_IPXE = "snponly.efi";

    /** @param chosen what a segment has instead of the usual, by the words of {@link SegmentDhcp#FIRMWARES} */
    public static BootFile of(
            Firmware firmware, MacAddress mac, IpAddress server, int httpPort, Map<String, String> chosen) {
        var base = "http://" + server.inUrl() + ":" + httpPort;
        return switch (firmware) {
            case Firmware.BiosPxe ignored -> new ByTftp(chosen.getOrDefault("bios", BIOS_IPXE));
            case Firmware.UefiPxe(Processor processor) -> {
                var name = chosen.get("uefi-" + processor.word());
                yield name != null
                        ? new ByTftp(name)
                        : processor == Processor.X64 ? new ByTftp(UEFI_IPXE) : new Nothing();
            }
            case Firmware.UefiHttp(Processor processor) -> {
                var name = chosen.get("http-" + processor.word());
                yield name != null
                        ? new ByHttp(name.contains("://") ? name : base + "/files/" + name)
                        : processor == Processor.X64 ? new ByHttp(base + "/files/" + UEFI_IPXE) : new Nothing();
            }
            case Firmware.Ipxe ignored -> new Script(base + "/ipxe?mac=" + mac);
            case Firmware.UnsupportedBoot ignored -> new Nothing();
            case Firmware.PlainDhcp ignored -> new Nothing();
        };
    }
}
