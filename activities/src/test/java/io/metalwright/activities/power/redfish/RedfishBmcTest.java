package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcPrivilege;
import io.metalwright.activities.power.LanAddress;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.model.BootMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs, against a tree by hand and faults of every kind. */
@Timeout(60)
class RedfishBmcTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";
    private static final String RESET = "POST /redfish/v1/Systems/1/Actions/ComputerSystem.Reset";

    @TempDir
    Path folder;

    private MockupBmc server;
    private RedfishLogin redfish;

    @BeforeEach
    void start() throws Exception {
        server = MockupBmc.start(SelfSigned.context(folder))
                .with("/redfish/v1", """
                        {"RedfishVersion": "1.9.0", "Vendor": "Contoso", "Systems": {"@odata.id": "/redfish/v1/Systems"},
                         "Managers": {"@odata.id": "/redfish/v1/Managers"},
                         "AccountService": {"@odata.id": "/redfish/v1/AccountService"},
                         "Links": {"Sessions": {"@odata.id": "/redfish/v1/SessionService/Sessions"}}}""")
                .with("/redfish/v1/Systems", """
                        {"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""")
                .with(SYSTEM, """
                        {"@odata.id": "/redfish/v1/Systems/1", "Id": "1", "PowerState": "Off",
                         "UUID": "38947555-7742-3448-3784-823347823834",
                         "Boot": {"BootSourceOverrideEnabled": "Disabled", "BootSourceOverrideTarget": "None",
                                  "BootSourceOverrideMode": "UEFI",
                                  "BootSourceOverrideTarget@Redfish.AllowableValues": ["None", "Pxe", "Hdd", "UsbCd", "BiosSetup"]},
                         "Links": {"ManagedBy": [{"@odata.id": "/redfish/v1/Managers/1"}]},
                         "Actions": {"#ComputerSystem.Reset": {
                           "target": "/redfish/v1/Systems/1/Actions/ComputerSystem.Reset",
                           "ResetType@Redfish.AllowableValues": ["On", "ForceOff", "ForceRestart", "PushPowerButton"]}}}""")
                .with("/redfish/v1/Managers", """
                        {"Members": [{"@odata.id": "/redfish/v1/Managers/1"}]}""")
                .with("/redfish/v1/Managers/1", """
                        {"Id": "1", "FirmwareVersion": "1.45.455b66-rev4", "Model": "Joo Janta 200",
                         "EthernetInterfaces": {"@odata.id": "/redfish/v1/Managers/1/EthernetInterfaces"}}""")
                .with("/redfish/v1/Managers/1/EthernetInterfaces", """
                        {"Members": [{"@odata.id": "/redfish/v1/Managers/1/EthernetInterfaces/eth0"}]}""")
                .with("/redfish/v1/Managers/1/EthernetInterfaces/eth0", """
                        {"MACAddress": "12-44-6A-3B-04-11", "DHCPv4": {"DHCPEnabled": true}, "IPv4StaticAddresses": [],
                         "IPv4Addresses": [{"Address": "10.1.1.7", "SubnetMask": "255.255.255.0", "Gateway": "10.1.1.1",
                                            "AddressOrigin": "DHCP"}]}""")
                .with("/redfish/v1/AccountService", """
                        {"Accounts": {"@odata.id": "/redfish/v1/AccountService/Accounts"}}""")
                .with("/redfish/v1/AccountService/Accounts", """
                        {"Members": [{"@odata.id": "/redfish/v1/AccountService/Accounts/1"},
                                     {"@odata.id": "/redfish/v1/AccountService/Accounts/2"}]}""")
                .with("/redfish/v1/AccountService/Accounts/1", """
                        {"UserName": "admin", "RoleId": "Administrator", "Enabled": true}""")
                .with("/redfish/v1/AccountService/Accounts/2", """
                        {"UserName": "", "RoleId": "None", "Enabled": false}""");
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

    @Test
    void theBmcTellsWhatItIs() {
        try (var bmc = bmc()) {
            var info = bmc.info();
            assertThat(info.firmware()).isEqualTo("1.45.455b66-rev4");
            assertThat(info.protocol()).isEqualTo("Redfish 1.9.0");
            assertThat(info.knownSystemId()).hasToString("Optional[38947555-7742-3448-3784-823347823834]");
            assertThat(info.model()).isEqualTo("Joo Janta 200");
        }
        assertThat(server.asked()).contains("DELETE /redfish/v1/SessionService/Sessions/7");
    }

    @Test
    void aPasswordIsChangedAlone() {
        var told = new ArrayList<String>();
        server.answering("PATCH /redfish/v1/AccountService/Accounts/1", (exchange, body) -> {
            told.add(body);
            MockupBmc.send(exchange, 204, "");
        });
        try (var bmc = bmc()) {
            bmc.changePassword(1, BmcCredential.of("admin", "another-secret"));
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.changePassword(3, BmcCredential.of("admin", "another-secret")))
                    .withMessageContaining("there are only 2")
                    .withMessageNotContaining("another-secret");
        }
        assertThat(told).containsExactly("{\"Password\":\"another-secret\"}");
    }

    @Test
    void theBmcItselfIsStartedAnewByAWordThatIsAllowed() {
        var told = new ArrayList<String>();
        server.answering("POST /redfish/v1/Managers/1/Actions/Manager.Reset", (exchange, body) -> {
            told.add(body);
            MockupBmc.send(exchange, 204, "");
        });
        var manager = (ObjectNode) server.resource("/redfish/v1/Managers/1");
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(bmc::resetBmc)
                    .withMessageContaining("it offers no such action");
            assertThat(bmc.startMark()).isEmpty();
            manager.put("LastResetTime", "2026-01-02T03:04:05Z");
            var action = manager.putObject("Actions")
                    .putObject("#Manager.Reset")
                    .put("target", "/redfish/v1/Managers/1/Actions/Manager.Reset");
            bmc.resetBmc();
            action.putArray("ResetType@Redfish.AllowableValues").add("ForceRestart");
            bmc.resetBmc();
            assertThat(bmc.startMark()).contains("2026-01-02T03:04:05Z");
        }
        assertThat(told).containsExactly("{\"ResetType\":\"GracefulRestart\"}", "{\"ResetType\":\"ForceRestart\"}");
    }

    @Test
    void aButtonIsPressedByAWordThatIsAllowed() {
        var pressed = new StringBuilder();
        server.answering(RESET, (exchange, body) -> {
            pressed.append(body);
            MockupBmc.send(exchange, 204, "");
        });
        try (var bmc = bmc()) {
            assertThat(bmc.powerState()).isEqualTo(PowerState.OFF);
            bmc.apply(PowerCommand.ON);
            bmc.apply(PowerCommand.SOFT_OFF);
            bmc.apply(PowerCommand.CYCLE);
        }
        assertThat(pressed).hasToString("""
                {"ResetType":"On"}{"ResetType":"PushPowerButton"}{"ResetType":"ForceRestart"}""");
    }

    @Test
    void switchingOffWhatIsOffIsNoFailureAndARefusalElseSpeaksForItself() {
        server.answering(
                RESET,
                (exchange, body) -> MockupBmc.send(
                        exchange,
                        400,
                        MockupBmc.error("iLO.2.8.InvalidOperationForSystemState", "Not in this state.")));
        try (var bmc = bmc()) {
            bmc.apply(PowerCommand.OFF);
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.apply(PowerCommand.ON))
                    .withMessageContaining("Power on (POST /redfish/v1/Systems/1/Actions/ComputerSystem.Reset)")
                    .withMessageContaining("400: Not in this state.")
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(400));
        }
    }

    @Test
    void aTaskIsFollowedToItsEndAndItsFailureIsOne() {
        var looks = new AtomicInteger();
        server.answering(RESET, (exchange, body) -> {
            exchange.getResponseHeaders().set("Location", "/redfish/v1/TaskService/TaskMonitors/9");
            MockupBmc.send(exchange, 202, "{\"TaskState\": \"New\"}");
        });
        server.answering("GET /redfish/v1/TaskService/TaskMonitors/9", (exchange, body) -> {
            if (looks.incrementAndGet() < 3) {
                MockupBmc.send(exchange, 202, "{\"TaskState\": \"Running\"}");
            } else {
                MockupBmc.send(exchange, 200, """
                        {"TaskState": "Exception", "Messages": [{"MessageId": "X.1", "Message": "The fuse is out."}]}""");
            }
        });
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.apply(PowerCommand.RESET))
                    .withMessageContaining("ended as Exception. The fuse is out.");
        }
        assertThat(looks).hasValue(3);
    }

    @Test
    void anOverrideIsSetReadBackAndTakenBack() {
        try (var bmc = bmc()) {
            var network = new BootOverride(BootDevice.NETWORK, false, BootMode.UEFI);
            bmc.setBootOverride(network);
            assertThat(bmc.bootOverride().shows(network)).isTrue();
            assertThat(server.resource(SYSTEM)
                            .at("/Boot/BootSourceOverrideEnabled")
                            .asText())
                    .isEqualTo("Once");

            var disk = new BootOverride(BootDevice.DISK, true, BootMode.BIOS);
            bmc.setBootOverride(disk);
            assertThat(bmc.bootOverride().shows(disk)).isTrue();
            assertThat(server.resource(SYSTEM)
                            .at("/Boot/BootSourceOverrideMode")
                            .asText())
                    .isEqualTo("Legacy");

            bmc.setBootOverride(new BootOverride(BootDevice.CD, false, BootMode.BIOS));
            assertThat(server.resource(SYSTEM)
                            .at("/Boot/BootSourceOverrideTarget")
                            .asText())
                    .isEqualTo("UsbCd");

            var none = new BootOverride(BootDevice.NONE, false, BootMode.UEFI);
            bmc.setBootOverride(none);
            assertThat(bmc.bootOverride().shows(none)).isTrue();
        }
    }

    @Test
    void aModeThatIsReadOnlyIsLeftAsItIs() {
        server.answering(
                "PATCH " + SYSTEM,
                (exchange, body) -> MockupBmc.send(
                        exchange,
                        body.contains("Mode") ? 400 : 200,
                        body.contains("Mode") ? MockupBmc.error("Base.1.0.PropertyNotWritable", "Read only.") : "{}"));
        try (var bmc = bmc()) {
            bmc.setBootOverride(new BootOverride(BootDevice.NETWORK, false, BootMode.BIOS));
        }
        assertThat(server.asked()).filteredOn(("PATCH " + SYSTEM)::equals).hasSize(2);
    }

    @Test
    void whatHasChangedMeanwhileIsReadAgainAndNamesItsTag() {
        var tags = new StringBuilder();
        server.answering("PATCH " + SYSTEM, (exchange, body) -> {
            tags.append(exchange.getRequestHeaders().getFirst("If-Match")).append(' ');
            MockupBmc.send(exchange, tags.length() < 10 ? 412 : 200, "{}");
        });
        server.answering("GET " + SYSTEM, (exchange, body) -> {
            exchange.getResponseHeaders().set("ETag", "W/\"abc\"");
            MockupBmc.send(exchange, 200, server.resource(SYSTEM).toString());
        });
        try (var bmc = bmc()) {
            bmc.setBootOverride(new BootOverride(BootDevice.NETWORK, false, BootMode.UEFI));
        }
        assertThat(tags).hasToString("W/\"abc\" \"abc\" ");
    }

    @Test
    void usersAreListedAddedAndDisabledAndNoPasswordShowsInARefusal() {
        try (var bmc = bmc()) {
            assertThat(bmc.users()).singleElement().satisfies(user -> {
                assertThat(user.name()).isEqualTo("admin");
                assertThat(user.privilege()).isEqualTo(BmcPrivilege.ADMINISTRATOR);
            });
            bmc.setUser(2, BmcCredential.of("metalwright", "another-secret"), BmcPrivilege.OPERATOR);
            assertThat(server.resource("/redfish/v1/AccountService/Accounts/2")
                            .path("UserName")
                            .asText())
                    .isEqualTo("metalwright");
            bmc.disableUser(2);
            assertThat(bmc.users().getLast().login()).isFalse();

            server.answering(
                    "PATCH /redfish/v1/AccountService/Accounts/2",
                    (exchange, body) -> MockupBmc.send(
                            exchange,
                            400,
                            MockupBmc.error(
                                    "Base.1.0.PropertyValueFormatError", "The value " + body + " is not allowed.")));
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() ->
                            bmc.setUser(2, BmcCredential.of("metalwright", "another-secret"), BmcPrivilege.OPERATOR))
                    .withMessageContaining("Base.1.0.PropertyValueFormatError")
                    .satisfies(refused -> assertThat(refused.toString()).doesNotContain("another-secret"));
        }
    }

    @Test
    void theBmcsNetworkIsReadAndSet() {
        try (var bmc = bmc()) {
            assertThat(bmc.lan().source()).isEqualTo(LanSettings.Source.DHCP);
            assertThat(bmc.lan().mac()).hasToString("12:44:6a:3b:04:11");
            bmc.setLan(new LanAddress(
                    Ipv4Address.of("10.1.1.9"), Ipv4Address.of("255.255.255.0"), Ipv4Address.of("10.1.1.1")));
        }
        var port = server.resource("/redfish/v1/Managers/1/EthernetInterfaces/eth0");
        assertThat(port.at("/IPv4StaticAddresses/0/Address").asText()).isEqualTo("10.1.1.9");
        assertThat(port.at("/DHCPv4/DHCPEnabled").asBoolean()).isFalse();
    }

    @Test
    void severalServersBehindOneBmcAreNotConfused() {
        server.with("/redfish/v1/Systems", """
                {"Members": [{"@odata.id": "/redfish/v1/Systems/1"}, {"@odata.id": "/redfish/v1/Systems/2"}]}""");
        server.with("/redfish/v1/Systems/2", "{\"Id\": \"2\"}");
        assertThatExceptionOfType(BmcFailure.Refused.class)
                .isThrownBy(this::bmc)
                .withMessageContaining("it lists 2 (/redfish/v1/Systems/1, /redfish/v1/Systems/2)");
    }
}
