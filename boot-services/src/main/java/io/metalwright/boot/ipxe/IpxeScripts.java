package io.metalwright.boot.ipxe;

import io.metalwright.model.MacAddress;

/** Boot plan to iPXE script: text in, text out. The command line is the one of docs/contracts.md section 1. */
public final class IpxeScripts {
    private IpxeScripts() {}

    /**
     * Loads BootOS. Firmware loads it by the IP that it asked with; its agent goes on with IPv4. A failed download fetches this script again, for a new token: an hour's outage costs an hour and not the boot.
     *
     * @param agents this server as BootOS's agent reaches it
     * @param kernelParameters further words of the kernel's command line, such as its consoles
     */
    public static String bootOs(
            BootServer server, BootServer agents, MacAddress mac, String token, String kernelParameters) {
        var arguments = "metalwright.url=" + agents.https() + " metalwright.http=" + agents.http()
                + " metalwright.ca=sha256:" + server.certificateAuthority() + " metalwright.token=" + token
                + " metalwright.mac=" + mac + " " + kernelParameters;
        return starting(
                "BootOS", mac, server, server.http() + "/bootos/kernel", server.http() + "/bootos/initrd", arguments);
    }

    /**
     * Loads a distribution's installer.
     *
     * @param kernel,initrd their addresses
     * @param arguments the command line
     */
    public static String installer(BootServer server, MacAddress mac, String kernel, String initrd, String arguments) {
        return starting("installer", mac, server, kernel, initrd, arguments);
    }

    /** A site that wakes up asks for thousands in a second: parts are put together, and no pattern is read. */
    private static String starting(
            String what, MacAddress mac, BootServer server, String kernel, String initrd, String arguments) {
        var asked = "?mac=" + mac;
        return "#!ipxe\n"
                + "echo Metalwright: " + what + " for " + mac + "\n"
                + "kernel --name kernel " + kernel + asked + " initrd=initrd " + arguments + " || goto again\n"
                + "initrd --name initrd " + initrd + asked + " || goto again\n"
                + "boot || goto again\n"
                + ":again\n"
                + "echo Metalwright: that failed, trying again in 5 seconds\n"
                + "sleep 5\n"
                + "imgfree\n"
                + "chain --replace " + server.http() + "/ipxe" + asked + " || goto again\n";
    }

    /**
     * Goes on with the machine's disk. Under BIOS iPXE starts the first disk itself, because not every BIOS goes on to it when a network
     * card's ROM returns. Under UEFI it ends with an error: the firmware takes that for "next boot option", and success for "show the menu".
     */
    public static String localDisk(MacAddress mac) {
        return """
                #!ipxe
                echo Metalwright: %s starts from its disk
                iseq ${platform} pcbios && sanboot --no-describe --drive 0x80 ||
                exit 1
                """.formatted(mac);
    }
}
