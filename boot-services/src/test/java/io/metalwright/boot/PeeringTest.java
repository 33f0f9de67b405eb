package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.peer.PeerSettings;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Registration;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two boot services that tell each other what they are told. */
@Timeout(60)
class PeeringTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:01");
    private static final MachineId MACHINE = MachineId.of("m-peer1");
    private static final Ipv4Address RESERVED = Ipv4Address.of("10.99.1.101");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private int[] ports;
    private @Nullable BootServices one;
    private @Nullable BootServices two;

    @BeforeEach
    void choosePorts() throws IOException {
        ports = new int[] {freePort(), freePort()};
        writeKey("key", 1);
        writeKey("other-key", 2);
    }

    @AfterEach
    void stop() {
        if (one != null) {
            one.close();
        }
        if (two != null) {
            two.close();
        }
    }

    @Test
    void whatOneIsToldTheOtherKnowsBeforeTheCallReturns() throws Exception {
        startBoth();

        one.plans().serve(List.of(TestSegments.segment(1, Registration.AUTOMATIC)));
        assertThat(one.plans().publish(boot(null))).isEqualTo(AgentPresence.ABSENT);

        assertThat(knows(1)).isTrue();
        assertThat(one.counters().text())
                .contains("# TYPE metalwright_boot_peer_in_touch gauge\nmetalwright_boot_peer_in_touch 1\n");
        assertThat(get(1, "/ipxe?mac=" + MAC).body()).contains("starts from its disk");
        two.plans().withdraw(MACHINE);
        assertThat(knows(0)).isFalse();
    }

    @Test
    void eachTellsSinceWhenTheyAreInTouchAndSinceWhenNot() throws Exception {
        startBoth();
        assertThat(standing(0)).contains("\"share\":\"1/2\"", "\"otherShare\":\"2/2\"");
        var since = since(0);
        await(() -> !heardLast(0).equals(since));
        assertThat(since(0)).isEqualTo(since);

        two.close();
        two = null;

        await(() -> standing(0).contains("\"inTouch\":false"));
        assertThat(since(0)).isEqualTo(heardLast(0)).isGreaterThan(since);
    }

    /** Prometheus asks for it; who looks at the dashboard is to see all of it. */
    @Test
    void whatIsToldOfTheOtherServerIsOnTheDashboardAndNothingElse() throws Exception {
        startBoth();

        assertThat(peerMetrics(Files.readString(Path.of("../ops/grafana/boot-services.json"))))
                .isEqualTo(peerMetrics(one.counters().text()));
    }

    private static Set<String> peerMetrics(String text) {
        return Pattern.compile("metalwright_boot_peer_[a-z_]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private String since(int server) {
        return told(server, "since");
    }

    private String heardLast(int server) {
        return told(server, "heardLast");
    }

    private String told(int server, String what) {
        var found = Pattern.compile('"' + what + "\":\"([^\"]+)\"").matcher(standing(server));
        return found.find() ? found.group(1) : "";
    }

    @Test
    void whatOneWasToldWhileTheOtherWasAwayTheOtherHearsWhenItIsBack() throws Exception {
        startBoth();
        one.plans().publish(boot(null));
        two.close();
        two = null;
        one.plans().publish(boot(RESERVED));
        one.plans().serve(List.of(TestSegments.segment(1, Registration.AUTOMATIC)));

        two = start(1, "2/2", "key");

        await(() -> knows(1));
    }

    @Test
    void whatWasKnownBeforeThereWasAnotherServerIsToldToIt() throws Exception {
        try (var alone = BootServices.start(configuration(0), new RecordingCourier())) {
            alone.plans().serve(List.of(TestSegments.segment(1, Registration.AUTOMATIC)));
            alone.plans().publish(boot(null));
        }

        startBoth();

        await(() -> knows(1));
    }

    @Test
    void leasesThatAServerGaveWhileItWasAloneAreLookedAfterByTheOtherFromThenOn() throws Exception {
        var ours = Ipv4Address.of("10.99.1.100");
        var ofIpv6 = Ipv6Address.of("fd99::101");
        try (var store = SiteStore.open(folder.resolve("before.mv"));
                var leases = LeaseBook.open(journal(0), store, Share.WHOLE, Clock.systemUTC())) {
            leases.bind(MAC, List.of(), RESERVED, Duration.ofHours(1));
            leases.bind(MacAddress.of("52:54:00:00:00:02"), List.of(), ours, Duration.ofHours(1));
            leases.awaitCommit();
        }
        try (var leases = Ipv6LeaseBook.open(ipv6Journal(0), Clock.systemUTC())) {
            leases.bind(MAC, ofIpv6, Duration.ofHours(1));
            leases.bind(MacAddress.of("52:54:00:00:00:02"), Ipv6Address.of("fd99::100"), Duration.ofHours(1));
            leases.awaitCommit();
        }

        startBoth();
        await(() -> standing(1).contains("\"settled\":true"));
        two.close();
        two = null;

        try (var store = SiteStore.open(folder.resolve("after.mv"));
                var leases = LeaseBook.open(journal(1), store, Share.of("2/2"), Clock.systemUTC())) {
            assertThat(leases.holder(RESERVED)).contains(MAC);
            assertThat(leases.holder(ours)).isEmpty();
        }
        try (var leases = Ipv6LeaseBook.open(ipv6Journal(1), Clock.systemUTC())) {
            assertThat(leases.holder(ofIpv6)).contains(MAC);
            assertThat(leases.boundCount()).isEqualTo(1);
        }
    }

    @Test
    void whoHasAnotherKeyIsToldNothing() throws Exception {
        one = start(0, "1/2", "key");
        two = start(1, "2/2", "other-key");
        one.plans().publish(boot(null));

        await(() -> standing(1).contains("it answers 403"));
        assertThat(standing(1)).contains("\"inTouch\":false");
        assertThat(knows(1)).isFalse();
        assertThat(post(new byte[0]).statusCode()).isEqualTo(403);
        assertThat(post(new byte[200]).statusCode()).isEqualTo(403);
        assertThat(post(new byte[200]).body()).doesNotContain("m-peer1");
    }

    @Test
    void twoWithTheSameShareAreToldSo() throws Exception {
        one = start(0, "1/2", "key");
        two = start(1, "1/2", "key");

        await(() -> standing(1).contains("neither gives addresses"));
        assertThat(standing(1)).contains("\"inTouch\":false", "\"settled\":false");
    }

    @Test
    void aKeyThatOthersMayReadIsNotTaken() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> start(0, "1/2", "key"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    private void startBoth() throws Exception {
        one = start(0, "1/2", "key");
        two = start(1, "2/2", "key");
        await(() -> standing(0).contains("\"inTouch\":true") && standing(1).contains("\"inTouch\":true"));
    }

    private BootServices start(int server, String share, String key) throws Exception {
        return BootServices.start(
                configuration(server)
                        .beside(new PeerSettings(
                                Share.of(share),
                                URI.create("http://127.0.0.1:" + ports[1 - server]),
                                folder.resolve(key))),
                new RecordingCourier());
    }

    private BootServicesConfiguration configuration(int server) throws IOException {
        var bootOs = Files.createDirectories(folder.resolve("bootos"));
        Files.write(bootOs.resolve("kernel"), TestSite.KERNEL);
        Files.write(bootOs.resolve("initrd"), TestSite.KERNEL);
        return BootServicesConfiguration.usual(
                        TestSegments.SITE, folder.resolve("data" + server), bootOs, folder.resolve("images"))
                .serving(Files.createDirectories(folder.resolve("files")))
                .on(freePort(), freePort(), ports[server], freePort());
    }

    private Path journal(int server) throws IOException {
        return Files.createDirectories(folder.resolve("data" + server)).resolve("leases.journal");
    }

    private Path ipv6Journal(int server) throws IOException {
        return journal(server).resolveSibling("leases-ipv6.journal");
    }

    private static MachineBoot boot(@Nullable Ipv4Address address) {
        return new MachineBoot(MACHINE, List.of(MAC), address, "peer1", new BootPlan.LocalDisk(), null, null);
    }

    /** cloud-init is told that there is nothing for a machine that is known, and 404 for one that is not. */
    private boolean knows(int server) {
        try {
            return get(server, "/cloud-init/m-peer1/vendor-data").statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String standing(int server) {
        try {
            return get(server, "/peer/v1/standing").body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private HttpResponse<String> get(int server, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[server] + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[0] + "/peer/v1/changes"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void writeKey(String name, int value) throws IOException {
        var key = new byte[32];
        key[0] = (byte) value;
        Files.write(
                Files.createFile(
                        folder.resolve(name),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                key);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
