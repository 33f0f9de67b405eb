package io.metalwright.boot;

import io.metalwright.boot.announce.Courier;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.dns.DnsSettings;
import io.metalwright.boot.smb.SmbSettings;
import io.metalwright.model.Sha256;
import io.metalwright.model.network.IpAddress;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Random;

/** Running boot services with small files to serve, on free ports but for DHCP, and for TFTP where firmware asks. */
public final class TestSite implements AutoCloseable {
    public static final byte[] KERNEL = bytes(1, 300_000);
    public static final byte[] UNDIONLY = bytes(2, 70_001);
    public static final byte[] SNPONLY = bytes(3, 512 * 40);
    public static final byte[] CHUNK = bytes(4, 100_000);

    private final BootServicesConfiguration configuration;
    private final BootServices services;

    private TestSite(BootServicesConfiguration configuration, BootServices services) {
        this.configuration = configuration;
        this.services = services;
    }

    public static TestSite start(Path folder, Courier courier) throws IOException, GeneralSecurityException {
        var ipxe = Files.createDirectories(folder.resolve("ipxe"));
        Files.write(ipxe.resolve("undionly.kpxe"), UNDIONLY);
        Files.write(ipxe.resolve("snponly.efi"), SNPONLY);
        return start(folder, courier, ipxe, freeUdpPort());
    }

    /** A site whose images come from another one. */
    public static TestSite fetchingFrom(URI source, Path folder) throws IOException, GeneralSecurityException {
        var configuration = configuration(folder, Files.createDirectories(folder.resolve("ipxe")), freeUdpPort())
                .fetchingFrom(source);
        return new TestSite(configuration, BootServices.start(configuration, new RecordingCourier()));
    }

    /** A site whose installation trees are a network share. */
    static TestSite sharing(Path folder) throws IOException, GeneralSecurityException {
        var configuration = configuration(folder, Files.createDirectories(folder.resolve("ipxe")), freeUdpPort())
                .sharing(new SmbSettings(445));
        return new TestSite(configuration, BootServices.start(configuration, new RecordingCourier()));
    }

    public static TestSite start(Path folder, Courier courier, Path ipxe, int tftpPort)
            throws IOException, GeneralSecurityException {
        var sum = Sha256.sumOf(CHUNK).hex();
        var chunks = Files.createDirectories(folder.resolve("images/chunks").resolve(sum.substring(0, 2)));
        Files.write(chunks.resolve(sum), CHUNK);
        var configuration = configuration(folder, ipxe, tftpPort);
        return new TestSite(configuration, BootServices.start(configuration, courier));
    }

    private static BootServicesConfiguration configuration(Path folder, Path ipxe, int tftpPort) throws IOException {
        var bootOs = Files.createDirectories(folder.resolve("bootos"));
        Files.write(bootOs.resolve("kernel"), KERNEL);
        Files.write(bootOs.resolve("initrd"), KERNEL);
        return new BootServicesConfiguration(
                TestSegments.SITE,
                folder.resolve("data"),
                bootOs,
                folder.resolve("images"),
                ipxe,
                null,
                "0.0.0.0",
                67,
                tftpPort,
                freeTcpPort(),
                freeTcpPort(),
                false,
                Duration.ofHours(1),
                "console=ttyS0",
                new DnsSettings("rack1.example", 53),
                null,
                null,
                null);
    }

    /** The interfaces are looked at every two seconds. */
    void awaitListeningOn(IpAddress address) throws InterruptedException {
        awaitListening("TFTP on " + address);
    }

    void awaitListening(String what) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!services.listening().contains(what)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nobody answers " + what + ", only " + services.listening());
            }
            Thread.sleep(20);
        }
    }

    public BootServices services() {
        return services;
    }

    public BootServicesConfiguration configuration() {
        return configuration;
    }

    public String http() {
        return "http://127.0.0.1:" + configuration.httpPort();
    }

    public String https() {
        return "https://127.0.0.1:" + configuration.httpsPort();
    }

    @Override
    public void close() {
        services.close();
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static int freeTcpPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int freeUdpPort() throws IOException {
        try (var socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
