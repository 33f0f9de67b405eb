package io.metalwright.activities.health.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.health.redfish.EventDoor.Outcome;
import io.metalwright.activities.inventory.CmdbHealthBook;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.power.redfish.SelfSigned;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.health.MachineEvent;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.alert.Alert;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.health.EventSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** The door, with curl before it. */
@Timeout(60)
class EventDoorTest {
    private static final MachineId MACHINE = MachineId.of("m-00000001");
    private static final SiteName SITE = SiteName.of("default");
    private static final String EVENT = """
            {"@odata.type": "#Event.v1_3_0.Event", "Id": "1", "Name": "Event", "Events": [{"EventId": "17", "MemberId": "0",
              "EventType": "Alert", "EventTimestamp": "2026-11-22T10:00:00Z", "Severity": "Critical",
              "Message": "Power supply 2 has failed.", "MessageId": "Power.1.0.Failed",
              "OriginOfCondition": {"@odata.id": "/redfish/v1/Chassis/1"}}]}""";

    private static SSLContext tls;

    @TempDir
    Path folder;

    private Cmdb cmdb;
    private EventPaths paths;
    private EventDoor door;

    @BeforeAll
    static void certify(@TempDir Path certificates) throws Exception {
        tls = SelfSigned.context(certificates);
    }

    @BeforeEach
    void open() throws Exception {
        cmdb = Cmdb.open(CmdbSettings.embedded(folder.resolve("cmdb")));
        paths = new EventPaths(SiteKeys.inFile(folder.resolve("site.key")));
        door = EventDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls,
                Duration.ofSeconds(2),
                SITE,
                paths,
                new CmdbHealthBook(cmdb));
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        cmdb.close();
    }

    @Test
    void anEventAtItsMachinesPathIsKeptOnceAndRaisesAnAlertAndHastensTheNextLook() throws Exception {
        WatchedMachine.enter(cmdb, MACHINE, SITE, 443, Duration.ofMinutes(1));
        assertThat(cmdb.machineHealths().claim(SITE, Duration.ofHours(1), 10)).isEmpty();
        assertThat(post(paths.path(MACHINE), EVENT)).isEqualTo("204 ");
        assertThat(post(paths.path(MACHINE), EVENT, "-H", "Transfer-Encoding: chunked"))
                .isEqualTo("204 ");
        assertThat(door.count(Outcome.KEPT)).isEqualTo(1);
        assertThat(door.count(Outcome.REPEATED)).isEqualTo(1);
        var kept = kept();
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().source()).isEqualTo(EventSource.REDFISH);
        assertThat(kept.getFirst().severity()).isEqualTo(Health.CRITICAL);
        assertThat(kept.getFirst().words()).isEqualTo("Power supply 2 has failed.");
        assertThat(cmdb.alerts().list(MACHINE, true, PageRequest.of(0, 10)).getContent())
                .extracting(Alert::rule)
                .containsExactly("event-critical");
        assertThat(cmdb.machineHealths().claim(SITE, Duration.ofHours(1), 10)).containsExactly(MACHINE);
    }

    @Test
    void eventsDoNotHaveABmcAskedMoreOftenThanItBears() throws Exception {
        WatchedMachine.enter(cmdb, MACHINE, SITE, 443, Duration.ZERO);
        assertThat(post(paths.path(MACHINE), EVENT)).isEqualTo("204 ");
        assertThat(kept()).hasSize(1);
        assertThat(cmdb.machineHealths().claim(SITE, Duration.ofHours(1), 10)).isEmpty();
    }

    @Test
    void aPathThatNoSubscriptionNamesIsNotFoundWhoeverIsMeant() throws Exception {
        WatchedMachine.enter(cmdb, MACHINE, SITE, 443, Duration.ofMinutes(1));
        var right = paths.path(MACHINE);
        var wrong = right.substring(0, right.length() - 1) + (right.endsWith("A") ? "B" : "A");
        var answer = "404 No subscription of ours names this path.\n";
        assertThat(post(wrong, EVENT)).isEqualTo(answer);
        assertThat(post("/", EVENT)).isEqualTo(answer);
        assertThat(post("/redfish-events/../etc/passwd", EVENT)).isEqualTo(answer);
        // A machine that is gone, or of another site.
        assertThat(post(paths.path(MachineId.of("m-00000002")), EVENT)).isEqualTo(answer);
        assertThat(door.count(Outcome.STRANGER)).isEqualTo(4);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() throws Exception {
        WatchedMachine.enter(cmdb, MACHINE, SITE, 443, Duration.ofMinutes(1));
        assertThat(post(paths.path(MACHINE), "{\"Events\": [}")).startsWith("400 Redfish event: no JSON at byte ");
        assertThat(post(paths.path(MACHINE), "{}")).startsWith("400 Redfish event: wanted an array 'Events'");
        assertThat(post(paths.path(MACHINE), "[".repeat(200_000))).startsWith("400 Redfish event: no JSON");
        assertThat(post(paths.path(MACHINE), "x".repeat(300_000))).startsWith("413 ");
        assertThat(curl(paths.path(MACHINE))).startsWith("405 ");
        assertThat(door.count(Outcome.MALFORMED)).isEqualTo(5);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whoIsSlowOrSpeaksNoTlsIsCutOffAndNobodyElseWaits() throws Exception {
        WatchedMachine.enter(cmdb, MACHINE, SITE, 443, Duration.ofMinutes(1));
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 20; i++) {
            var socket =
                    new Socket(InetAddress.getLoopbackAddress(), door.address().getPort());
            sockets.add(socket);
            if (i % 2 == 0) {
                socket.getOutputStream().write("POST / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(post(paths.path(MACHINE), EVENT)).isEqualTo("204 ");
        var trickling = start(
                List.of("--limit-rate", "10000", "--data-binary", file("x".repeat(200_000))), paths.path(MACHINE));
        assertThat(trickling.waitFor()).isNotZero();
        for (var socket : sockets) {
            socket.setSoTimeout(10_000);
            try (socket) {
                // What TLS says of plain text, and then the end.
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
        while (door.count(Outcome.BROKEN_OFF) < 21) {
            Thread.sleep(20);
        }
    }

    @Test
    void oneSenderCannotTakeAllOfTheDoor() throws Exception {
        for (int i = 0; i < 500; i++) {
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), door.address().getPort())) {
                socket.getOutputStream().write(i);
            } catch (IOException e) {
                // Turned away.
            }
        }
        while (door.count(Outcome.TOO_MANY) < 10) {
            Thread.sleep(20);
        }
    }

    private List<MachineEvent> kept() {
        return cmdb.machineEvents()
                .of(MACHINE, null, PageRequest.of(0, 10, Sort.by("id")))
                .getContent();
    }

    private String post(String path, String body, String... more) throws Exception {
        var options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--data-binary", file(body)));
        return curl(path, options.toArray(String[]::new));
    }

    private String file(String body) throws IOException {
        return "@" + Files.writeString(Files.createTempFile(folder, "body", null), body);
    }

    /** Status and body. */
    private String curl(String path, String... options) throws Exception {
        var process = start(List.of(options), path);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var lines = said.split("\n~", 2);
        return lines[1] + " " + lines[0];
    }

    private Process start(List<String> options, String path) throws IOException {
        var command = new ArrayList<>(List.of("curl", "-sk", "--path-as-is", "-w", "\n~%{http_code}"));
        command.addAll(options);
        command.add("https://127.0.0.1:" + door.address().getPort() + path);
        return new ProcessBuilder(command).start();
    }
}
