package io.metalwright.boot;

import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.peer.PeerSettings;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.Ipv6Range;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.SegmentIpv6;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Boot services as a process of their own, which can be killed: {@code <folder> <network> <share> <address of the other> <key file>
 * <prefix of IPv6>}. */
public final class ServerProcess {
    static final int HTTP_PORT = 8090;

    private ServerProcess() {}

    public static void main(String[] words) throws Exception {
        var folder = Path.of(words[0]);
        var bootOs = Files.createDirectories(folder.resolve("bootos"));
        Files.write(bootOs.resolve("kernel"), TestSite.KERNEL);
        Files.write(bootOs.resolve("initrd"), TestSite.KERNEL);
        var configuration = new BootServicesConfiguration(
                TestSegments.SITE,
                folder.resolve("data"),
                bootOs,
                folder.resolve("images"),
                Files.createDirectories(folder.resolve("ipxe")),
                null,
                "0.0.0.0",
                67,
                69,
                HTTP_PORT,
                8443,
                false,
                Duration.ofHours(1),
                "console=ttyS0",
                null,
                null,
                new PeerSettings(Share.of(words[2]), URI.create(words[3]), Path.of(words[4])),
                null);
        var services = BootServices.start(configuration, new RecordingCourier());
        var prefix = Ipv6Prefix.of(words[5]);
        services.plans()
                .serve(List.of(TestSegments.roomySegment("rack1", Cidr.of(words[1]), Registration.AUTOMATIC)
                        .with(new SegmentIpv6(
                                prefix,
                                new Ipv6Range(
                                        new Ipv6Address(prefix.network().high(), 0x100),
                                        new Ipv6Address(prefix.network().high(), 0x1ff)),
                                List.of(),
                                RouterAdvertising.OFF))));
        Thread.currentThread().join();
    }
}
