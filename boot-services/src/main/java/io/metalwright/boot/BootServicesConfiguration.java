package io.metalwright.boot;

import io.metalwright.boot.dns.DnsSettings;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.peer.PeerSettings;
import io.metalwright.boot.smb.SmbSettings;
import io.metalwright.model.SiteName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the boot services of a site are told when they start. Segments are not among it: they are published, and kept in the data folder.
 *
 * @param dataFolder plans, leases, tokens, the site's certificate authority and the boot files: the folder to back up
 * @param bootOsFolder holds {@code kernel} and {@code initrd}
 * @param imageStore the image store, whose chunks are served
 * @param ipxeBinaries where the distribution keeps iPXE
 * @param files what TFTP and HTTP serve to firmware, or null for a folder of our own with the distribution's iPXE
 * @param listenAddress for HTTP and HTTPS, {@code 0.0.0.0} for all of this host, those of IPv6 among them; the others listen on the interfaces that have
 *     a segment
 * @param servesPlainStrangers whether a client that does not boot from the network and is unknown gets an address
 * @param kernelParameters words for the command line of BootOS, beside those which the agent needs
 * @param dns null: no names are answered
 * @param imageSource boot services of another site, by {@code http} or {@code https}, from which images are fetched once that the store lacks; or
 *     null
 * @param peer the other of two servers of the site, or null for one that is alone
 * @param smb null: no network share
 */
public record BootServicesConfiguration(
        SiteName site,
        Path dataFolder,
        Path bootOsFolder,
        Path imageStore,
        Path ipxeBinaries,
        @Nullable Path files,
        String listenAddress,
        int dhcpPort,
        int tftpPort,
        int httpPort,
        int httpsPort,
        boolean servesPlainStrangers,
        Duration leaseTime,
        String kernelParameters,
        @Nullable DnsSettings dns,
        @Nullable URI imageSource,
        @Nullable PeerSettings peer,
        @Nullable SmbSettings smb) {
    public BootServicesConfiguration {
        port("dhcpPort", dhcpPort);
        port("tftpPort", tftpPort);
        port("httpPort", httpPort);
        port("httpsPort", httpsPort);
        if (leaseTime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("leaseTime is " + leaseTime + "; machines need a minute at least");
        }
    }

    /** The usual ports and settings. */
    public static BootServicesConfiguration usual(SiteName site, Path dataFolder, Path bootOsFolder, Path imageStore) {
        return new BootServicesConfiguration(
                site,
                dataFolder,
                bootOsFolder,
                imageStore,
                Path.of("/usr/lib/ipxe"),
                null,
                "0.0.0.0",
                67,
                69,
                8090,
                8443,
                false,
                Duration.ofHours(1),
                "console=tty0 console=ttyS0,115200n8 loglevel=4 panic=10",
                null,
                null,
                null,
                null);
    }

    /** The same on other ports. */
    public BootServicesConfiguration on(int dhcp, int tftp, int http, int https) {
        return copy(dhcp, tftp, http, https, files, dns, imageSource, peer, smb);
    }

    /** The same with the files of another folder. */
    public BootServicesConfiguration serving(Path folder) {
        return copy(dhcpPort, tftpPort, httpPort, httpsPort, folder, dns, imageSource, peer, smb);
    }

    /** The same with a zone of its own. */
    public BootServicesConfiguration naming(DnsSettings names) {
        return copy(dhcpPort, tftpPort, httpPort, httpsPort, files, names, imageSource, peer, smb);
    }

    /** The same with another site's boot services, from which images are fetched that the store lacks. */
    public BootServicesConfiguration fetchingFrom(URI source) {
        return copy(dhcpPort, tftpPort, httpPort, httpsPort, files, dns, source, peer, smb);
    }

    /** The same beside another server of the site. */
    public BootServicesConfiguration beside(PeerSettings other) {
        return copy(dhcpPort, tftpPort, httpPort, httpsPort, files, dns, imageSource, other, smb);
    }

    /** The same with the installation trees as a network share. */
    public BootServicesConfiguration sharing(SmbSettings trees) {
        return copy(dhcpPort, tftpPort, httpPort, httpsPort, files, dns, imageSource, peer, trees);
    }

    /** Which of the site's addresses are this server's. */
    public Share share() {
        return peer == null ? Share.WHOLE : peer.share();
    }

    private BootServicesConfiguration copy(
            int dhcp,
            int tftp,
            int http,
            int https,
            @Nullable Path folder,
            @Nullable DnsSettings names,
            @Nullable URI source,
            @Nullable PeerSettings other,
            @Nullable SmbSettings trees) {
        return new BootServicesConfiguration(
                site,
                dataFolder,
                bootOsFolder,
                imageStore,
                ipxeBinaries,
                folder,
                listenAddress,
                dhcp,
                tftp,
                http,
                https,
                servesPlainStrangers,
                leaseTime,
                kernelParameters,
                names,
                source,
                other,
                trees);
    }

    private static void port(String name, int value) {
        if (value < 1 || value > 65535) {
            throw new IllegalArgumentException(name + " is " + value + ", which is no port");
        }
    }
}
