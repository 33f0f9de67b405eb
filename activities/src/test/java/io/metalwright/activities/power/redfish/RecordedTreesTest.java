package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.redfish.inspection.RedfishInspection;
import io.metalwright.model.bmc.BmcEventLog;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.hardware.InstalledFirmware;
import io.metalwright.model.hardware.OutOfBandReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inspects what other projects recorded of services that nobody here has ever spoken to. */
@Timeout(120)
class RecordedTreesTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @TempDir
    static Path folder;

    private static Path recordings;
    private static RedfishLogin redfish;

    private MockupBmc bmc;

    @BeforeAll
    static void fetch() throws Exception {
        var fetching = new ProcessBuilder(SushyEmulator.root()
                        .resolve("ops/setup/redfish-recordings")
                        .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        recordings = Path.of(new String(fetching.getInputStream().readAllBytes()).strip());
        assertThat(fetching.waitFor()).isZero();
        redfish = RedfishLogin.open(CertificatePins.inMemory(), Duration.ofSeconds(30));
    }

    @AfterAll
    static void close() {
        redfish.close();
    }

    @BeforeEach
    void start() throws Exception {
        bmc = MockupBmc.start(SelfSigned.context(folder));
    }

    @AfterEach
    void stop() {
        bmc.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-rackmount1", "public-catfish", "public-localstorage"})
    void mockupsOfTheSpecificationAreToldAsTheyAre(String name) throws IOException {
        serveFolder(recordings.resolve("dmtf").resolve(name));
        check("dmtf-" + name, inspect());
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-rackmount1", "public-catfish", "public-localstorage"})
    void sensorsAndEventsOfMockupsAreToldAsTheyAre(String name) throws IOException {
        serveFolder(recordings.resolve("dmtf").resolve(name));
        try (var open = redfish.login(bmc.address(), MockupBmc.ADMIN)) {
            compare("dmtf-" + name + "-health", new Told(open.chassis(), open.sensors(), open.events()));
            var mark = open.eventsMark();
            assertThat(mark).isPresent().isEqualTo(open.eventsMark());
        }
    }

    private record Told(ChassisInfo chassis, List<Sensor> sensors, BmcEventLog events) {}

    @ParameterizedTest
    @ValueSource(strings = {"ilo", "idrac", "sushy"})
    void recordedServersAreToldAsTheyAre(String name) throws IOException {
        serveSamples(recordings.resolve(name));
        check(name, inspect());
    }

    /** The recording has the list of one service and the item of another. */
    @Test
    void theFirmwareThatRunsIsListedAndNotWhatIsKeptBesideIt() throws IOException {
        serveSamples(recordings.resolve("sushy"));
        var list = "/redfish/v1/UpdateService/FirmwareInventory";
        bmc.with(list, """
                        {"Members": [{"@odata.id": "%1$s/BMC"}, {"@odata.id": "%1$s/Previous-102302-18.8.9"}]}""".formatted(list)).with(list + "/Previous-102302-18.8.9", """
                        {"Id": "Previous-102302-18.8.9", "Name": "Broadcom NIC", "Version": "18.8.9"}""");
        assertThat(inspect().firmware())
                .containsExactly(new InstalledFirmware("Contoso BMC Firmware", "1.45.455b66-rev4"));
    }

    @Test
    void aChassisOfBladesIsNotTakenForOneServer() throws IOException {
        serveFolder(recordings.resolve("dmtf/public-bladed"));
        assertThatExceptionOfType(BmcFailure.Refused.class)
                .isThrownBy(this::inspect)
                .withMessageContaining("it lists 4");
    }

    @Test
    void aSwitchIsNoServer() throws IOException {
        serveFolder(recordings.resolve("dmtf/public-sasfabric"));
        assertThatExceptionOfType(BmcFailure.Refused.class)
                .isThrownBy(this::inspect)
                .withMessageContaining("it lists none.");
    }

    /** Each run of a seed spoils other places; what comes is a report with gaps, or a failure that says why. */
    @ParameterizedTest
    @ValueSource(strings = {"public-rackmount1", "public-localstorage"})
    void spoiledTreesEndInAReportOrInANamedFailure(String name) throws IOException {
        for (int seed = 1; seed <= 15; seed++) {
            var random = new Random(seed);
            serveFolder(recordings.resolve("dmtf").resolve(name));
            for (var path : List.copyOf(bmc.paths())) {
                if (!path.equals("/redfish/v1") && bmc.resource(path) instanceof ObjectNode resource) {
                    spoil(resource, random);
                }
            }
            try {
                assertThat(inspect().version()).isEqualTo(1);
            } catch (BmcFailure e) {
                assertThat(e).as("seed " + seed).hasMessageContaining("BMC 127.0.0.1");
            }
        }
    }

    private OutOfBandReport inspect() {
        try (var session = redfish.session(bmc.address(), MockupBmc.ADMIN)) {
            return RedfishInspection.of(Server.of(session), NOON);
        }
    }

    private static void check(String name, OutOfBandReport report) throws IOException {
        var text = compare(name, report);
        assertThat(JSON.readValue(text, OutOfBandReport.class)).isEqualTo(report);
    }

    private static String compare(String name, Object told) throws IOException {
        var text = JSON.writeValueAsString(told) + "\n";
        var golden = Path.of("src/test/resources/io/metalwright/activities/power/redfish", name + ".golden.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        // The port that the mock-up server happened to get stands in what it does not have.
        assertThat(text.replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:443"))
                .isEqualTo(Files.readString(golden).replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:443"));
        return text;
    }

    private void serveFolder(Path tree) throws IOException {
        bmc.with("/redfish/v1", root());
        try (var files = Files.walk(tree)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var place = tree.relativize(file.getParent()).toString();
                bmc.with("/redfish/v1/" + place, JSON.readTree(Files.readString(file)));
            }
        }
    }

    /** Files that hold one resource, or several variants of one, by name; of two for the same place the first counts. */
    private void serveSamples(Path samples) throws IOException {
        Map<String, JsonNode> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        found.put("/redfish/v1", root());
        try (var files = Files.list(samples)) {
            for (var file : files.sorted().toList()) {
                var json = JSON.readTree(Files.readString(file));
                if (json.has("@odata.id")) {
                    found.putIfAbsent(key(json), json);
                } else if (json.isObject()) {
                    json.forEach(variant -> {
                        if (variant.has("@odata.id")) {
                            found.putIfAbsent(key(variant), variant);
                        }
                    });
                }
            }
        }
        found.forEach(bmc::with);
        if (!found.containsKey("/redfish/v1/Systems")) {
            var member = found.keySet().stream()
                    .filter(path -> path.matches("/redfish/v1/Systems/[^/]+"))
                    .findFirst()
                    .orElseThrow();
            bmc.with("/redfish/v1/Systems", "{\"Members\": [{\"@odata.id\": \"" + member + "\"}]}");
        }
    }

    private static String key(JsonNode json) {
        return json.path("@odata.id").asText().replaceAll("/+$", "");
    }

    private static JsonNode root() {
        var root = JsonNodeFactory.instance.objectNode();
        root.putObject("SessionService").put("@odata.id", "/redfish/v1/SessionService");
        return root;
    }

    private static void spoil(ObjectNode resource, Random random) {
        for (var name :
                List.copyOf(resource.propertyStream().map(Map.Entry::getKey).toList())) {
            switch (random.nextInt(12)) {
                case 0 -> resource.remove(name);
                case 1 -> resource.putNull(name);
                case 2 -> resource.put(name, -1);
                case 3 -> resource.put(name, "x".repeat(2000));
                case 4 -> resource.putArray(name).add(7).addNull().add("z");
                case 5 -> resource.putObject(name).put("@odata.id", "/redfish/v1/Systems");
                default -> {
                    if (resource.get(name) instanceof ObjectNode inner) {
                        spoil(inner, random);
                    }
                }
            }
        }
    }
}
