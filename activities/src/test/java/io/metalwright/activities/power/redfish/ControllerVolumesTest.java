package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.TellsHardware;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.spec.VolumeLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Volumes by the words of DSP2046, over DMTF's mock-up of a server with local storage, and of sushy-emulator. */
@Timeout(60)
class ControllerVolumesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STORAGE = "/redfish/v1/Systems/437XR1138R2/Storage/1";
    private static final String VOLUMES = STORAGE + "/Volumes";
    private static final String FREE = STORAGE + "/Drives/3D58ECBC375FD9F2";

    @TempDir
    Path folder;

    private MockupBmc server;
    private RedfishLogin redfish;
    private final List<JsonNode> posted = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = MockupBmc.start(SelfSigned.context(folder));
        var bundle = SushyEmulator.recordings().resolve("dmtf/public-localstorage");
        try (var files = Files.walk(bundle)) {
            for (var file : files.filter(path -> path.endsWith("index.json")).toList()) {
                var place = bundle.relativize(file.getParent()).toString();
                server.with(
                        "/redfish/v1" + (place.isEmpty() ? "" : "/" + place), JSON.readTree(Files.readString(file)));
            }
        }
        redfish = RedfishLogin.open(CertificatePins.inMemory(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        redfish.close();
        server.close();
    }

    private Bmc bmc() {
        return redfish.login(server.address(), MockupBmc.ADMIN);
    }

    /** Answers the first requests so, and takes the next. */
    private void answerPosts(int takenAs, String... refusals) {
        server.answering("POST " + VOLUMES, (exchange, body) -> {
            posted.add(JSON.readTree(body));
            if (posted.size() <= refusals.length) {
                MockupBmc.send(exchange, 400, MockupBmc.error("Base.1.0.PropertyUnknown", refusals[posted.size() - 1]));
            } else {
                exchange.getResponseHeaders().set("Location", "/redfish/v1/TaskService/Tasks/9");
                MockupBmc.send(exchange, takenAs, "{}");
            }
        });
    }

    @Test
    void theVolumesOfDmtfsMockUpAreReadWithTheirDrives() {
        try (var bmc = bmc()) {
            var controllers = bmc.controllers();
            assertThat(controllers).hasSize(1);
            var controller = controllers.getFirst();
            assertThat(controller.link()).isEqualTo(STORAGE);
            assertThat(controller.makesVolumes()).isTrue();
            assertThat(controller.drives())
                    .hasSize(4)
                    .allSatisfy(drive -> assertThat(drive.bytes()).isPositive());
            var mirror = controller.volumes().getFirst();
            assertThat(mirror.name()).isEqualTo("Virtual Disk 1");
            assertThat(mirror.level()).isEqualTo("Mirrored");
            assertThat(mirror.drives()).hasSize(2);
            assertThat(((TellsHardware) bmc).hardware().volumes()).isEqualTo(controller.volumes());
        }
    }

    @Test
    void aVolumeIsAskedForByLevelAndDrivesAtOnce() {
        answerPosts(201);
        try (var bmc = bmc()) {
            var order = bmc.makeVolume(STORAGE, VolumeLevel.RAID0, List.of(FREE), "mw0123456789");
            assertThat(order.atRestart()).isFalse();
            assertThat(order.task()).isNull();
        }
        assertThat(posted).singleElement().satisfies(body -> {
            assertThat(body.path("RAIDType").asText()).isEqualTo("RAID0");
            assertThat(body.path("DisplayName").asText()).isEqualTo("mw0123456789");
            assertThat(body.at("/Links/Drives/0/@odata.id").asText()).isEqualTo(FREE);
            assertThat(body.path("@Redfish.OperationApplyTime").asText()).isEqualTo("Immediate");
        });
    }

    @Test
    void whatAnOlderSchemaRefusesByNameIsSaidInItsWords() {
        answerPosts(
                201,
                "The property RAIDType is not in the list of valid properties for the resource.",
                "The property DisplayName is not in the list of valid properties for the resource.",
                "The annotation @Redfish.OperationApplyTime is not supported.");
        try (var bmc = bmc()) {
            bmc.makeVolume(STORAGE, VolumeLevel.RAID5, List.of(FREE), "mw0123456789");
        }
        var last = posted.getLast();
        assertThat(posted).hasSize(4);
        assertThat(last.path("VolumeType").asText()).isEqualTo("StripedWithParity");
        assertThat(last.path("Name").asText()).isEqualTo("mw0123456789");
        assertThat(last.has("RAIDType") || last.has("DisplayName") || last.has("@Redfish.OperationApplyTime"))
                .isFalse();
    }

    @Test
    void aLevelThatAnOlderSchemaHasNoWordForIsRefusedInTheBmcsOwnWords() {
        answerPosts(201, "The property RAIDType is not in the list of valid properties for the resource.");
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.makeVolume(STORAGE, VolumeLevel.RAID6, List.of(FREE), "x"))
                    .withMessageContaining("The property RAIDType is not in the list");
        }
        assertThat(posted).hasSize(1);
    }

    @Test
    void aRefusalForAnotherReasonIsQuotedAndAskedOnce() {
        answerPosts(201, "The drive is in use.");
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.makeVolume(STORAGE, VolumeLevel.RAID0, List.of(FREE), "x"))
                    .withMessageContaining("The drive is in use.");
        }
        assertThat(posted).hasSize(1);
    }

    /** As DSP0266 has an operation that waits for the next start: a task, which is not waited for. */
    @Test
    void aControllerThatActsOnlyAtAStartIsToldSoAndItsTaskIsNotWaitedFor() {
        var times = JSON.createObjectNode();
        times.putArray("SupportedValues").add("OnReset");
        ((ObjectNode) server.resource(VOLUMES)).set("@Redfish.OperationApplyTimeSupport", times);
        answerPosts(202);
        server.answering(
                "GET /redfish/v1/TaskService/Tasks/9", (exchange, body) -> MockupBmc.send(exchange, 202, "{}"));
        try (var bmc = bmc()) {
            var order = bmc.makeVolume(STORAGE, VolumeLevel.RAID0, List.of(FREE), "x");
            assertThat(order.atRestart()).isTrue();
            assertThat(order.task()).isEqualTo("/redfish/v1/TaskService/Tasks/9");
            assertThat(bmc.failure(order)).isEmpty();
            server.answering(
                    "GET /redfish/v1/TaskService/Tasks/9", (exchange, body) -> MockupBmc.send(exchange, 200, """
                            {"TaskState": "Exception", "Messages": [{"Message": "The controller has no room for it."}]}"""));
            assertThat(bmc.failure(order))
                    .hasValueSatisfying(why ->
                            assertThat(why).contains("ended as Exception", "The controller has no room for it."));
        }
        assertThat(posted.getFirst().path("@Redfish.OperationApplyTime").asText())
                .isEqualTo("OnReset");
    }

    @Test
    void aVolumeThatIsGoneAlreadyIsNotDeletedOnceMore() {
        try (var bmc = bmc()) {
            bmc.deleteVolume(VOLUMES + "/1");
            bmc.deleteVolume(VOLUMES + "/77");
        }
        assertThat(server.asked())
                .filteredOn(request -> request.startsWith("DELETE " + VOLUMES))
                .containsExactly("DELETE " + VOLUMES + "/1");
    }

    @Test
    void aDriveThatIsPassedThroughIsNoVolumeThatAnybodyMade() {
        var raw = (ObjectNode) server.resource(VOLUMES + "/1");
        raw.put("VolumeType", "RawDevice").put("RAIDType", "None");
        try (var bmc = bmc()) {
            assertThat(bmc.controllers().getFirst().volumes().getFirst().level())
                    .isEqualTo(Volume.RAW);
        }
    }

    /** Its volumes tell neither level in today's words nor drives; its driver without machines knows none of them. */
    @Test
    void sushyEmulatorTakesAVolumeInTheOlderWords() throws Exception {
        try (var emulator = SushyEmulator.startWithVolumes(folder);
                var bmc = redfish.login(emulator.address(), SushyEmulator.ADMIN)) {
            var before = bmc.controllers().getFirst();
            assertThat(before.volumes())
                    .singleElement()
                    .satisfies(volume -> assertThat(volume.level()).isEqualTo("Mirrored"));
            bmc.makeVolume(
                    before.link(),
                    VolumeLevel.RAID1,
                    before.drives().stream().map(drive -> drive.link()).toList(),
                    "mw0123456789");
            assertThat(bmc.controllers().getFirst().volumes()).hasSize(2);
        }
    }
}
