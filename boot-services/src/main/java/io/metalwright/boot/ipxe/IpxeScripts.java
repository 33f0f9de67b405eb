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
        return """
                #!ipxe
                echo Metalwright: BootOS for %2$s
                kernel --name kernel %1$s/bootos/kernel?mac=%2$s initrd=initrd metalwright.url=%3$s metalwright.http=%7$s metalwright.ca=sha256:%4$s metalwright.token=%5$s metalwright.mac=%2$s %6$s || goto again
                initrd --name initrd %1$s/bootos/initrd?mac=%2$s || goto again
                boot || goto again
                :again
                echo Metalwright: that failed, trying again in 5 seconds
                sleep 5
                imgfree
                chain --replace %1$s/ipxe?mac=%2$s || goto again
                """.formatted(
                        server.http(),
                        mac,
                        agents.https(),
                        server.certificateAuthority(),
                        token,
                        kernelParameters,
                        agents.http());
    }

    /**
     * Loads a distribution's installer.
     *
     * @param kernel,initrd their addresses
     * @param arguments the command line
     */
    public static String installer(BootServer server, MacAddress mac, String kernel, String initrd, String arguments) {
        return """
                #!ipxe
                echo Metalwright: installer for %2$s
                kernel --name kernel %3$s?mac=%2$s initrd=initrd %5$s || goto again
                initrd --name initrd %4$s?mac=%2$s || goto again
                boot || goto again
                :again
                echo Metalwright: that failed, trying again in 5 seconds
                sleep 5
                imgfree
                chain --replace %1$s/ipxe?mac=%2$s || goto again
                """.formatted(server.http(), mac, kernel, initrd, arguments);
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
