package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcTask.State;
import io.metalwright.activities.power.FirmwareUpdate;
import io.metalwright.activities.power.UpdateOrder;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Firmware by the words of DSP2046, over what sushy's authors recorded of an update service, and by sushy-emulator. */
@Timeout(60)
class UpdateServiceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SERVICE = "/redfish/v1/UpdateService";
    private static final String ACTION = SERVICE + "/Actions/SimpleUpdate";
    private static final String LIST = SERVICE + "/FirmwareInventory";
    private static final String OFFERS = SERVICE + "/SimpleUpdateActionInfo";
    private static final String TASK = "/redfish/v1/TaskService/Tasks/9";
    private static final String IMAGE = "https://10.0.0.1/bmc.bin";

    @TempDir
    Path folder;

    private MockupBmc server;
    private RedfishLogin redfish;
    private final List<JsonNode> posted = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        var recorded = SushyEmulator.recordings().resolve("sushy");
        server = MockupBmc.start(SelfSigned.context(folder))
                .with("/redfish/v1", """
                        {"RedfishVersion": "1.6.0", "Systems": {"@odata.id": "/redfish/v1/Systems"},
                         "Managers": {"@odata.id": "/redfish/v1/Managers"}, "Tasks": {"@odata.id": "/redfish/v1/TaskService"},
                         "UpdateService": {"@odata.id": "/redfish/v1/UpdateService"},
                         "Links": {"Sessions": {"@odata.id": "/redfish/v1/SessionService/Sessions"}}}""")
                .with("/redfish/v1/Systems", """
                        {"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""")
                .with("/redfish/v1/Systems/1", """
                        {"@odata.id": "/redfish/v1/Systems/1", "BiosVersion": "1.0"}""")
                .with("/redfish/v1/Managers", """
                        {"Members": [{"@odata.id": "/redfish/v1/Managers/1"}]}""")
                .with("/redfish/v1/Managers/1", """
                        {"@odata.id": "/redfish/v1/Managers/1", "FirmwareVersion": "7.1"}""")
                .with(SERVICE, JSON.readTree(Files.readString(recorded.resolve("updateservice.json"))))
                .with(LIST, """
                        {"Members": [{"@odata.id": "%1$s/BMC"}, {"@odata.id": "%1$s/Fixed"}]}""".formatted(LIST))
                .with(LIST + "/BMC", JSON.readTree(Files.readString(recorded.resolve("softwareinventory.json"))))
                .with(LIST + "/Fixed", """
                        {"@odata.id": "%s/Fixed", "Id": "Fixed", "Name": "CPLD", "Version": "3", "Updateable": false}""".formatted(LIST));
        takeAs(202, "{}");
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

    private void takeAs(int status, String told, String... refusals) {
        server.answering("POST " + ACTION, (exchange, body) -> {
            posted.add(JSON.readTree(body));
            if (posted.size() <= refusals.length) {
                MockupBmc.send(
                        exchange, 400, MockupBmc.error("Base.1.5.ActionParameterMissing", refusals[posted.size() - 1]));
            } else {
                exchange.getResponseHeaders().set("Location", TASK);
                MockupBmc.send(exchange, status, told);
            }
        });
    }

    private static FirmwareImage image(String... targets) {
        return FirmwareImage.of(IMAGE, List.of(targets), false);
    }

    private UpdateOrder update(FirmwareImage image) {
        try (var bmc = bmc()) {
            return bmc.updateFirmware(image);
        }
    }

    private void refused(FirmwareImage image, String why) {
        assertThatExceptionOfType(BmcFailure.Refused.class)
                .isThrownBy(() -> update(image))
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.code()).isZero());
        assertThat(posted).isEmpty();
    }

    @Test
    void theInventoryIsListedWithWhatCanBeUpdated() {
        try (var bmc = bmc()) {
            assertThat(bmc.firmwareInventory())
                    .containsExactly(
                            new FirmwareItem(
                                    "BMC", "Contoso BMC Firmware", "1.45.455b66-rev4", "Enabled", true, LIST + "/BMC"),
                            new FirmwareItem("Fixed", "CPLD", "3", null, false, LIST + "/Fixed"));
        }
    }

    @Test
    void whereNothingIsListedBiosAndBmcTellTheirOwnVersions() {
        server.without(LIST);
        try (var bmc = bmc()) {
            assertThat(bmc.firmwareInventory())
                    .extracting(FirmwareItem::name, FirmwareItem::version)
                    .containsExactly(tuple("BIOS", "1.0"), tuple("BMC", "7.1"));
        }
    }

    @Test
    void anImageGoesToThePartsThatAreNamedAndTheTaskIsTold() {
        assertThat(update(image("bmc", "system"))).isEqualTo(new UpdateOrder(false, TASK));
        var body = posted.getFirst();
        assertThat(body.path("ImageURI").asText()).isEqualTo(IMAGE);
        assertThat(body.path("Targets")).hasToString("[\"" + LIST + "/BMC\",\"/redfish/v1/Systems/1\"]");
        assertThat(body.has("TransferProtocol") || body.has("@Redfish.OperationApplyTime"))
                .isFalse();
    }

    @Test
    void aTaskThatIsToldWholeIsFollowedItself() {
        takeAs(202, """
                {"@odata.type": "#Task.v1_4_3.Task", "@odata.id": "/redfish/v1/TaskService/Tasks/10", "TaskState": "New"}""");
        assertThat(update(image()).task()).isEqualTo("/redfish/v1/TaskService/Tasks/10");
        assertThat(posted.getFirst().has("Targets")).isFalse();
    }

    @Test
    void theProtocolIsSaidWhereItIsRequiredOrMissed() {
        server.with(OFFERS, """
                {"Parameters": [{"Name": "TransferProtocol", "Required": true, "AllowableValues": ["HTTP", "HTTPS"]}]}""");
        update(image());
        assertThat(posted.getFirst().path("TransferProtocol").asText()).isEqualTo("HTTPS");

        posted.clear();
        server.without(OFFERS);
        takeAs(202, "{}", "The action requires the parameter TransferProtocol to be present in the request body.");
        assertThat(update(image()).task()).isEqualTo(TASK);
        assertThat(posted).hasSize(2);
        assertThat(posted.getLast().path("TransferProtocol").asText()).isEqualTo("HTTPS");
    }

    @Test
    void theTimeIsChosenOnlyWhereItCanBe() {
        var atRestart = FirmwareImage.of(IMAGE, null, true);
        refused(atRestart, "it cannot be told to wait for the machine's next start");
        var times = JSON.createObjectNode();
        times.putArray("SupportedValues").add("Immediate").add("OnReset");
        ((ObjectNode) server.resource(SERVICE).at("/Actions/#UpdateService.SimpleUpdate"))
                .set("@Redfish.OperationApplyTimeSupport", times);
        assertThat(update(atRestart).atRestart()).isTrue();
        update(image());
        assertThat(posted)
                .extracting(body -> body.path("@Redfish.OperationApplyTime").asText())
                .containsExactly("OnReset", "Immediate");
    }

    @Test
    void whatTheServiceDoesNotAllowIsNotAskedFor() {
        refused(image("NIC"), "its firmware inventory has no 'NIC', but Contoso BMC Firmware, CPLD.");
        refused(image("CPLD"), "it says that CPLD cannot be updated");
        server.with(OFFERS, """
                {"Parameters": [{"Name": "TransferProtocol", "AllowableValues": ["TFTP"]},
                                {"Name": "Targets", "AllowableValues": ["/redfish/v1/Systems/1"]}]}""");
        refused(image("BMC"), "it allows the targets /redfish/v1/Systems/1 alone, and not " + LIST + "/BMC");
        refused(image(), "it fetches images by TFTP alone, and not by HTTPS");
    }

    @Test
    void aServiceThatIsOffOrWithoutTheActionOrNotThereSaysSo() {
        var service = (ObjectNode) server.resource(SERVICE);
        service.put("ServiceEnabled", false);
        refused(image(), "its update service is switched off");
        service.put("ServiceEnabled", true);
        service.remove("Actions");
        refused(image(), "it has no SimpleUpdate");
        server.without(SERVICE);
        refused(image(), "it has no update service");
    }

    @Test
    void aTaskTellsHowItFares() {
        task("Running", "\"PercentComplete\": 40", State.UNDER_WAY, "40 %.");
        task("Pending", "\"Messages\": []", State.PENDING, "");
        task("Completed", "\"Messages\": [{\"Message\": \"Done.\"}]", State.DONE, "Done.");
        task("Completed", "\"Messages\": [{\"MessageId\": \"iLO.2.14.SystemResetRequired\"}]", State.PENDING, "");
        task("Exception", "\"Messages\": [{\"Message\": \"Bad signature.\"}]", State.FAILED, "Bad signature.");
        task("Completed", "\"TaskStatus\": \"Critical\"", State.FAILED, "ended as Completed");
        try (var bmc = bmc()) {
            assertThat(bmc.task("/redfish/v1/TaskService/Tasks/77").state()).isEqualTo(State.GONE);
            server.answering("GET " + TASK, (exchange, body) -> MockupBmc.send(exchange, 503, ""));
            assertThatExceptionOfType(BmcFailure.Refused.class).isThrownBy(() -> bmc.task(TASK));
        }
    }

    private void task(String state, String rest, State read, String words) {
        server.with(TASK, "{\"TaskState\": \"%s\", %s}".formatted(state, rest));
        try (var bmc = bmc()) {
            assertThat(bmc.task(TASK).state()).as(state).isEqualTo(read);
            assertThat(bmc.task(TASK).words()).contains(words);
        }
    }

    /** As sushy's authors recorded it of an iDRAC 9. */
    @Test
    void aJobThatAnIdracHasScheduledIsPending() throws IOException {
        var recorded = SushyEmulator.recordings().resolve("idrac/task.json");
        server.with(TASK, JSON.readTree(Files.readString(recorded)));
        ((ObjectNode) server.resource("/redfish/v1")).putObject("Oem").putObject("Dell");
        try (var bmc = bmc()) {
            assertThat(bmc.task(TASK).state()).isEqualTo(State.PENDING);
        }
    }

    @Test
    void anUpdateThatIsUnderWayIsFoundByWhatItsTaskTellsOfItsRequest() {
        server.with("/redfish/v1/TaskService", """
                {"Tasks": {"@odata.id": "/redfish/v1/TaskService/Tasks"}}""").with("/redfish/v1/TaskService/Tasks", """
                {"Members": [{"@odata.id": "%s"}]}""".formatted(TASK));
        var payload = "\"Payload\": {\"TargetUri\": \"%s\", \"JsonBody\": \"{\\\"ImageURI\\\": \\\"%s\\\"}\"}"
                .formatted(ACTION, IMAGE.replace("/", "\\\\/"));
        server.with(TASK, "{\"TaskState\": \"Running\", " + payload + "}");
        try (var bmc = bmc()) {
            assertThat(bmc.updateUnderWay(image())).contains(new UpdateOrder(false, TASK));
            assertThat(bmc.updateUnderWay(FirmwareImage.of("https://10.0.0.1/other.bin", null, false)))
                    .isEmpty();
            server.with(TASK, "{\"TaskState\": \"Completed\", " + payload + "}");
            assertThat(bmc.updateUnderWay(image())).isEmpty();
        }
    }

    /** It counts the version up, whatever the image; it wants a target, and names its task where it has done already. */
    @Test
    void sushyEmulatorUpdatesABiosAndTheNewVersionIsTheProof() throws Exception {
        try (var emulator = SushyEmulator.startWithFirmware(folder)) {
            var way = new FirmwareUpdate.Way() {
                @Override
                public <T> T visit(Function<Bmc, T> work) {
                    try (var bmc = redfish.login(emulator.address(), SushyEmulator.ADMIN)) {
                        return work.apply(bmc);
                    }
                }
            };
            var before = way.visit(Bmc::firmwareInventory);
            assertThat(before).extracting(FirmwareItem::name).containsExactly("BIOS", "BMC");
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> way.visit(bmc -> bmc.updateFirmware(image())))
                    .withMessageContaining("the BMC answered 400");
            var order = way.visit(bmc -> bmc.updateFirmware(image("system")));
            assertThat(order.task()).isEqualTo("/redfish/v1/TaskService/Tasks/42");
            var end = new FirmwareUpdate(way, order, before, FirmwareUpdate.Times.USUAL)
                    .await(Duration.ofSeconds(30), () -> {});
            assertThat(end).isEqualTo(new FirmwareUpdate.End(FirmwareUpdate.Result.DONE, "BIOS: 1.0.0 → 1.1.0."));
        }
    }
}
