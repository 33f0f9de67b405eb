package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAnswers;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.VirtualDrive;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.BmcVerb;
import io.metalwright.model.bmc.MediumKind;
import io.metalwright.model.bmc.MediumWish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drives that BMCs emulate, by the answers that makers' were recorded to give. */
@Timeout(60)
class MediaDrivesTest {
    private static final String DRIVES = "/redfish/v1/Managers/1/VirtualMedia";
    private static final String CD = DRIVES + "/2";
    private static final String INSERT = "POST " + CD + "/Actions/VirtualMedia.InsertMedia";
    private static final String EJECT = "POST " + CD + "/Actions/VirtualMedia.EjectMedia";
    private static final String TOKEN = "A".repeat(43);
    private static final String IMAGE = "https://10.77.0.1:8443/media/" + TOKEN + "/bootos.iso";

    @TempDir
    Path folder;

    private final List<String> bodies = new ArrayList<>();
    private MockupBmc server;
    private RedfishLogin redfish;

    @BeforeEach
    void start() throws Exception {
        server = MockupBmc.start(SelfSigned.context(folder))
                .with("/redfish/v1", """
                        {"RedfishVersion": "1.9.0", "Systems": {"@odata.id": "/redfish/v1/Systems"},
                         "Links": {"Sessions": {"@odata.id": "/redfish/v1/SessionService/Sessions"}}}""")
                .with("/redfish/v1/Systems", """
                        {"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""")
                .with("/redfish/v1/Systems/1", """
                        {"Id": "1", "Links": {"ManagedBy": [{"@odata.id": "/redfish/v1/Managers/1"}]}}""")
                .with("/redfish/v1/Managers/1", """
                        {"Id": "1", "VirtualMedia": {"@odata.id": "/redfish/v1/Managers/1/VirtualMedia"}}""")
                .with(DRIVES, """
                        {"Members": [{"@odata.id": "/redfish/v1/Managers/1/VirtualMedia/1"},
                                     {"@odata.id": "/redfish/v1/Managers/1/VirtualMedia/2"}]}""")
                .with(DRIVES + "/1", """
                        {"Id": "Floppy1", "MediaTypes": ["Floppy", "USBStick"], "Inserted": false, "Image": ""}""")
                .with(CD, """
                        {"Id": "CD1", "MediaTypes": ["CD", "DVD"], "Inserted": false, "Image": null, "WriteProtected": true,
                         "Actions": {
                           "#VirtualMedia.InsertMedia": {
                             "target": "/redfish/v1/Managers/1/VirtualMedia/2/Actions/VirtualMedia.InsertMedia"},
                           "#VirtualMedia.EjectMedia": {
                             "target": "/redfish/v1/Managers/1/VirtualMedia/2/Actions/VirtualMedia.EjectMedia"}}}""")
                .answering(INSERT, (exchange, body) -> {
                    bodies.add(body);
                    hold(IMAGE);
                    MockupBmc.send(exchange, 204, "");
                })
                .answering(EJECT, (exchange, body) -> {
                    bodies.add("eject " + body);
                    hold(null);
                    MockupBmc.send(exchange, 204, "");
                });
        redfish = RedfishLogin.open(CertificatePins.inMemory(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        redfish.close();
        server.close();
    }

    private void hold(String image) {
        ((ObjectNode) server.resource(CD)).put("Image", image).put("Inserted", image != null);
    }

    private Bmc bmc() {
        return redfish.login(server.address(), MockupBmc.ADMIN);
    }

    private static String inserted(String image) {
        return "{\"Image\":\"" + image + "\",\"Inserted\":true,\"WriteProtected\":true}";
    }

    @Test
    void drivesAreToldByWhatTheyTake() {
        try (var bmc = bmc()) {
            assertThat(bmc.media())
                    .satisfiesExactly(
                            floppy -> {
                                assertThat(floppy.drive()).isEqualTo("Floppy1");
                                assertThat(floppy.kinds()).containsExactly(MediumKind.FLOPPY, MediumKind.USB_STICK);
                                assertThat(floppy.inserted()).isFalse();
                            },
                            cd -> {
                                assertThat(cd.drive()).isEqualTo("CD1");
                                assertThat(cd.image()).isNull();
                            });
            assertThat(new VirtualDrive(bmc, "usb-stick").look().drive()).isEqualTo("Floppy1");
            assertThat(new VirtualDrive(bmc, null).look().drive()).isEqualTo("CD1");
        }
    }

    @Test
    void aMediumTakesThePlaceOfWhatLayThereAndItsSecretShowsToNobody() {
        hold("nfs://10.0.0.9/somebody-elses.iso");
        try (var bmc = bmc()) {
            var report = BmcAnswers.answer(bmc, BmcRequest.of(new MediumWish("cd", IMAGE)));
            assertThat(bodies).containsExactly("eject {}", inserted(IMAGE));
            assertThat(Objects.requireNonNull(report.media())).singleElement().satisfies(medium -> {
                assertThat(medium.inserted()).isTrue();
                assertThat(medium.image()).isEqualTo("https://10.77.0.1:8443/media/…/bootos.iso");
            });
            assertThat(BmcAnswers.answer(bmc, BmcRequest.of(BmcVerb.MEDIA)).toString())
                    .doesNotContain(TOKEN);

            var empty = BmcAnswers.answer(bmc, BmcRequest.of(new MediumWish(null, null)));
            assertThat(Objects.requireNonNull(empty.media()).getFirst().inserted())
                    .isFalse();
        }
    }

    /** As AMI's MegaRAC was recorded to refuse. */
    @Test
    void theProtocolIsToldToThoseWhoAskForIt() {
        server.answering(INSERT, (exchange, body) -> {
            bodies.add(body);
            boolean told = body.contains("TransferProtocolType");
            hold(told ? IMAGE : null);
            MockupBmc.send(
                    exchange,
                    told ? 204 : 400,
                    told
                            ? ""
                            : MockupBmc.error(
                                    "Base.1.5.ActionParameterMissing",
                                    "The action requires the parameter TransferProtocolType, not only " + body));
        });
        try (var bmc = bmc()) {
            new VirtualDrive(bmc, null).insert(IMAGE);
        }
        assertThat(bodies).hasSize(2);
        assertThat(bodies.getLast()).contains("\"TransferProtocolType\":\"HTTPS\"", "\"TransferMethod\":\"Stream\"");
    }

    @Test
    void aCertificateThatNoMakerKnowsIsNotComparedWithTheirLists() {
        ((ObjectNode) server.resource(CD)).put("VerifyCertificate", true);
        try (var bmc = bmc()) {
            new VirtualDrive(bmc, null).insert(IMAGE);
        }
        assertThat(server.resource(CD).path("VerifyCertificate").asBoolean()).isFalse();
    }

    /** iLO 5 as recorded: version 1.0 of the schema, with actions of HPE's own. */
    @Test
    void anIloIsTakenByItsOwnActions() {
        server.with("/redfish/v1/Managers/1", """
                {"Id": "1", "Model": "iLO 5", "VirtualMedia": {"@odata.id": "/redfish/v1/Managers/1/VirtualMedia"}}""");
        server.with(CD, """
                {"Id": "2", "MediaTypes": ["CD", "DVD"], "Inserted": false, "Image": "", "Oem": {"Hpe": {"Actions": {
                  "#HpeiLOVirtualMedia.InsertVirtualMedia": {
                    "target": "/redfish/v1/Managers/1/VirtualMedia/2/Actions/VirtualMedia.InsertMedia"},
                  "#HpeiLOVirtualMedia.EjectVirtualMedia": {
                    "target": "/redfish/v1/Managers/1/VirtualMedia/2/Actions/VirtualMedia.EjectMedia"}}}}}""");
        server.answering(INSERT, (exchange, body) -> {
            bodies.add(body);
            boolean plain = !body.contains("Inserted");
            hold(plain ? IMAGE : null);
            MockupBmc.send(
                    exchange, plain ? 200 : 400, MockupBmc.error("iLO.0.10.UnsupportedOperation", "Not with this."));
        });
        try (var bmc = bmc()) {
            var drive = new VirtualDrive(bmc, null);
            assertThat(drive.insert(IMAGE).holds(IMAGE)).isTrue();
            assertThat(drive.empty().inserted()).isFalse();
        }
        assertThat(bodies).contains("{\"Image\":\"" + IMAGE + "\"}", "eject {}");
    }

    @Test
    void aDriveWithoutActionsIsChangedAsAResource() {
        server.with(CD, """
                {"Id": "CD1", "MediaTypes": ["CD"], "Inserted": false, "Image": null}""");
        try (var bmc = bmc()) {
            var drive = new VirtualDrive(bmc, null);
            assertThat(drive.insert(IMAGE).holds(IMAGE)).isTrue();
            assertThat(drive.empty().image()).isNull();
        }
        assertThat(server.asked()).filteredOn(("PATCH " + CD)::equals).hasSize(2);
    }

    @Test
    void drivesOfTheSystemComeBeforeThoseOfTheManager() {
        server.with("/redfish/v1/Systems/1", """
                {"Id": "1", "VirtualMedia": {"@odata.id": "/redfish/v1/Systems/1/VirtualMedia"},
                 "Links": {"ManagedBy": [{"@odata.id": "/redfish/v1/Managers/1"}]}}""");
        server.with("/redfish/v1/Systems/1/VirtualMedia", """
                {"Members": [{"@odata.id": "/redfish/v1/Systems/1/VirtualMedia/1"}]}""");
        server.with("/redfish/v1/Systems/1/VirtualMedia/1", """
                {"MediaTypes": ["DVD"], "Image": "10.0.0.1/x.iso", "Inserted": true}""");
        try (var bmc = bmc()) {
            assertThat(bmc.media()).singleElement().satisfies(medium -> {
                assertThat(medium.drive()).isEqualTo("1");
                assertThat(medium.holds("http://10.0.0.1/x.iso")).isTrue();
                assertThat(medium.holds(IMAGE)).isFalse();
            });
        }
    }

    @Test
    void aRefusalNamesTheDriveAndNotTheSecret() {
        server.answering(
                INSERT,
                (exchange, body) ->
                        MockupBmc.send(exchange, 409, MockupBmc.error("iDRAC.2.8.VRM0021", "Unable to mount " + body)));
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> new VirtualDrive(bmc, null).insert(IMAGE))
                    .withMessageContaining("Insert a medium into CD1")
                    .withMessageContaining("409: iDRAC.2.8.VRM0021")
                    .satisfies(refused -> assertThat(refused.toString()).doesNotContain(TOKEN));
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> new VirtualDrive(bmc, "tape").look())
                    .withMessageContaining("it has Floppy1 (floppy, usb-stick), CD1 (cd, dvd)");
        }
    }

    @Test
    void aBmcThatSaysYesAndDoesNothingIsFoundOut() {
        server.answering(INSERT, (exchange, body) -> MockupBmc.send(exchange, 204, ""));
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> new VirtualDrive(bmc, null, Duration.ofSeconds(1)).insert(IMAGE))
                    .withMessageContaining("accepted, and after 1 s it reads empty");
        }
    }
}
