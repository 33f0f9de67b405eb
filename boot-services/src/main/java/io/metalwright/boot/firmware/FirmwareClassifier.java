package io.metalwright.boot.firmware;

import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Options;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.BootMode;

/** Options 60 (vendor class), 77 (user class), 93 (architecture) and 175 (iPXE) to {@link Firmware}, and those of DHCPv6 that say the same. */
public final class FirmwareClassifier {
    private static final String IPXE = "iPXE";

    private FirmwareClassifier() {}

    public static Firmware classify(DhcpOptions options) {
        String vendorClass = options.text(OptionCode.VENDOR_CLASS).orElse("");
        // A ROM older than RFC 4578 sends no option 93: it is BIOS.
        int architecture = options.unsignedShorts(OptionCode.CLIENT_ARCHITECTURE).stream()
                .findFirst()
                .orElse(0);
        return classify(isIpxe(options), vendorClass, architecture);
    }

    /** The same of DHCPv6: options 16, 15 and 61 (RFC 8415, RFC 5970 section 3.3). */
    public static Firmware classify(Dhcp6Options options) {
        var vendorClass = options.vendorClasses().stream().findFirst().orElse("");
        int architecture = options.unsignedShorts(Dhcp6OptionCode.CLIENT_ARCHITECTURE).stream()
                .findFirst()
                .orElse(0);
        return classify(options.userClasses().contains(IPXE), vendorClass, architecture);
    }

    private static Firmware classify(boolean isIpxe, String vendorClass, int architecture) {
        if (isIpxe) {
            return ipxe(architecture);
        }
        if (vendorClass.startsWith("HTTPClient")) {
            return http(architecture);
        }
        if (vendorClass.startsWith("PXEClient")) {
            return pxe(architecture);
        }
        return new Firmware.PlainDhcp();
    }

    /**
     * iPXE 1.0.0+git-20190125 writes its user class bare, where RFC 3004 section 4 wants each class behind a length; both are read.
     * Option 175 alone is iPXE too: nobody else sends it, and builds may rename the user class.
     */
    private static boolean isIpxe(DhcpOptions options) {
        return options.octets(OptionCode.USER_CLASS)
                        .filter(FirmwareClassifier::namesIpxe)
                        .isPresent()
                || options.octets(OptionCode.IPXE).isPresent();
    }

    private static boolean namesIpxe(Octets userClass) {
        if (userClass.text().equals(IPXE)) {
            return true;
        }
        int at = 0;
        while (at < userClass.length()) {
            int end = at + 1 + userClass.unsigned(at);
            if (end > userClass.length()) {
                return false;
            }
            if (userClass.part(at + 1, end).text().equals(IPXE)) {
                return true;
            }
            at = end;
        }
        return false;
    }

    // The numbers are IANA's "Processor Architecture Types". RFC 4578 section 2.1 has 7 as "EFI BC" and 9 as "EFI
    // x86-64"; x64 firmware says
    // 7 (OVMF 2022.11 does), and IANA's table has followed it.
    private static Firmware pxe(int architecture) {
        return switch (architecture) {
            case 0 -> new Firmware.BiosPxe();
            case 6 -> new Firmware.UefiPxe(Processor.X86);
            case 7, 9 -> new Firmware.UefiPxe(Processor.X64);
            case 10 -> new Firmware.UefiPxe(Processor.ARM32);
            case 11 -> new Firmware.UefiPxe(Processor.ARM64);
            // The vendor class says PXE and the number HTTP: the number is the more exact of the two.
            case 15, 16, 18, 19 -> http(architecture);
            default -> new Firmware.UnsupportedBoot(architecture);
        };
    }

    private static Firmware http(int architecture) {
        return switch (architecture) {
            case 15 -> new Firmware.UefiHttp(Processor.X86);
            case 16 -> new Firmware.UefiHttp(Processor.X64);
            case 18 -> new Firmware.UefiHttp(Processor.ARM32);
            case 19 -> new Firmware.UefiHttp(Processor.ARM64);
            default -> new Firmware.UnsupportedBoot(architecture);
        };
    }

    private static Firmware ipxe(int architecture) {
        return switch (architecture) {
            case 0 -> new Firmware.Ipxe(BootMode.BIOS, Processor.X64);
            case 6, 15 -> new Firmware.Ipxe(BootMode.UEFI, Processor.X86);
            case 7, 9, 16 -> new Firmware.Ipxe(BootMode.UEFI, Processor.X64);
            case 10, 18 -> new Firmware.Ipxe(BootMode.UEFI, Processor.ARM32);
            case 11, 19 -> new Firmware.Ipxe(BootMode.UEFI, Processor.ARM64);
            default -> new Firmware.UnsupportedBoot(architecture);
        };
    }
}
