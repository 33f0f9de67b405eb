package io.metalwright.boot.disc;

import io.metalwright.boot.ipxe.BootServer;
import io.metalwright.model.boot.BootMedium;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands on a machine's disc for its boot loaders: text in, text out. The command line is the one of docs/contracts.md section 1. */
public final class DiscPages {
    /** Of each of the two pages on the disc, which bootos/medium leaves blank. */
    public static final int BYTES = 4096;

    /** With which the blank pages begin. */
    static final String ISOLINUX_MARK = "# metalwright-isolinux:";

    static final String GRUB_MARK = "# metalwright-grub:";

    private DiscPages() {}

    /** For BIOS. */
    public static String isolinux(String commandLine) {
        return """
                SERIAL 0 115200
                DEFAULT bootos
                PROMPT 0
                LABEL bootos
                KERNEL /bootos/kernel
                INITRD /bootos/initrd
                APPEND %s
                """.formatted(commandLine);
    }

    /** For UEFI. It is no script for a person: what fails is said, and the firmware goes on with what comes next. */
    public static String grub(String commandLine) {
        return """
                linux /bootos/kernel %s
                initrd /bootos/initrd
                boot
                """.formatted(commandLine);
    }

    /** @param kernelParameters further words, such as consoles */
    public static String commandLine(BootServer server, BootMedium medium, String token, String kernelParameters) {
        var network = medium.network();
        var address = network == null
                ? ""
                : " metalwright.address=" + network.address() + "/" + network.prefixLength()
                        + (network.gateway() == null ? "" : "," + network.gateway());
        return "metalwright.url=" + server.https() + " metalwright.http=" + server.http() + " metalwright.ca=sha256:"
                + server.certificateAuthority() + " metalwright.token=" + token + " metalwright.mac=" + medium.port()
                + address + " " + kernelParameters;
    }

    /** As a page: loaders pass blanks and empty lines over. */
    static byte[] page(String text) {
        byte[] written = text.getBytes(StandardCharsets.US_ASCII);
        if (written.length >= BYTES) {
            throw new IllegalArgumentException(
                    "The kernel's command line has no room on the disc: shorten the kernel parameters of boot-services");
        }
        byte[] page = new byte[BYTES];
        Arrays.fill(page, (byte) ' ');
        System.arraycopy(written, 0, page, 0, written.length);
        page[BYTES - 1] = '\n';
        return page;
    }
}
