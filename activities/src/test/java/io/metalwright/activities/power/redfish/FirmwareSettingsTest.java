package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.FirmwareChange;
import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.bmc.KeyReset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boot mode and secure boot by the words of DSP2046, and of makers. */
@Timeout(60)
class FirmwareSettingsTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";
    private static final String BIOS = SYSTEM + "/Bios";
    private static final String PENDING = BIOS + "/Settings";
    private static final String SECURE = SYSTEM + "/SecureBoot";
    private static final String RESET_KEYS = SECURE + "/Actions/SecureBoot.ResetKeys";

    @TempDir
    Path folder;

    private final List<String> keys = new ArrayList<>();
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
                .with(SYSTEM, """
                        {"Id": "1", "Manufacturer": "HPE", "Oem": {"Hpe": {}}, "Boot": {"BootSourceOverrideMode": "Legacy"},
                         "Bios": {"@odata.id": "/redfish/v1/Systems/1/Bios"},
                         "SecureBoot": {"@odata.id": "/redfish/v1/Systems/1/SecureBoot"}}""")
                .with(BIOS, """
                        {"Id": "Bios", "Attributes": {"BootMode": "LegacyBios", "Sriov": "Enabled"},
                         "@Redfish.Settings": {"SupportedApplyTimes": ["OnReset"],
                           "SettingsObject": {"@odata.id": "/redfish/v1/Systems/1/Bios/Settings"}}}""")
                .with(PENDING, """
                        {"Id": "Settings", "Attributes": {"BootMode": "LegacyBios", "Sriov": "Enabled"}}""")
                .with(SECURE, """
                        {"Id": "SecureBoot", "SecureBootCurrentBoot": "Disabled", "SecureBootEnable": false,
                         "SecureBootMode": "UserMode",
                         "Actions": {"#SecureBoot.ResetKeys": {
                           "target": "/redfish/v1/Systems/1/SecureBoot/Actions/SecureBoot.ResetKeys"}}}""")
                .answering("POST " + RESET_KEYS, (exchange, body) -> {
                    keys.add(body);
                    MockupBmc.send(exchange, 204, "");
                });
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

    private void remove(String path, String name) {
        ((ObjectNode) server.resource(path)).remove(name);
    }

    @Test
    void whatIsSetIsPendingUntilTheNextStart() {
        try (var bmc = bmc()) {
            assertThat(bmc.firmware()).isEqualTo(new FirmwareSetup(BootMode.BIOS, null, false, null, "user"));
            var seen = new FirmwareChange(bmc).make(new FirmwareWish(BootMode.UEFI, true, null));
            assertThat(seen).isEqualTo(new FirmwareSetup(BootMode.BIOS, BootMode.UEFI, false, true, "user"));
            assertThat(seen.words())
                    .isEqualTo(
                            "boot mode BIOS (UEFI from the next start on), secure boot off (on from the next start on), keys user");
        }
        assertThat(server.resource(PENDING).path("Attributes").path("BootMode").asText())
                .isEqualTo("Uefi");
        assertThat(server.resource(PENDING)
                        .at("/@Redfish.SettingsApplyTime/ApplyTime")
                        .asText())
                .isEqualTo("OnReset");
        // What it runs with is the firmware's own to change.
        assertThat(server.resource(BIOS).path("Attributes").path("BootMode").asText())
                .isEqualTo("LegacyBios");
    }

    @Test
    void whatIsSoAlreadyIsNotSetAgain() {
        try (var bmc = bmc()) {
            new FirmwareChange(bmc).make(new FirmwareWish(BootMode.BIOS, false, null));
        }
        assertThat(server.asked()).noneMatch(request -> request.startsWith("PATCH"));
    }

    @Test
    void withoutABiosSettingTheModeGoesWithTheBootOverride() {
        remove(SYSTEM, "Bios");
        try (var bmc = bmc()) {
            assertThat(new FirmwareChange(bmc)
                            .make(new FirmwareWish(BootMode.UEFI, null, null))
                            .bootMode())
                    .isEqualTo(BootMode.UEFI);
        }
        assertThat(server.resource(SYSTEM).at("/Boot/BootSourceOverrideMode").asText())
                .isEqualTo("UEFI");
    }

    @Test
    void keysAreResetAndCleared() {
        try (var bmc = bmc()) {
            var change = new FirmwareChange(bmc);
            change.make(new FirmwareWish(null, null, KeyReset.DEFAULT));
            change.make(new FirmwareWish(null, null, KeyReset.CLEAR));
        }
        assertThat(keys)
                .containsExactly(
                        "{\"ResetKeysType\":\"ResetAllKeysToDefault\"}", "{\"ResetKeysType\":\"DeleteAllKeys\"}");
    }

    @Test
    void olderIlosTakeTheResetOfKeysAsAProperty() {
        remove(SECURE, "Actions");
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.resetKeys(KeyReset.CLEAR))
                    .withMessageContaining("it offers no way to");
            ((ObjectNode) server.resource(SECURE)).put("ResetAllKeys", false);
            bmc.resetKeys(KeyReset.CLEAR);
        }
        assertThat(server.resource(SECURE).path("ResetAllKeys").asBoolean()).isTrue();
    }

    @Test
    void theSettingsOfTheFactoryAreAskedForWhereTheBmcOffersThem() {
        var reset = new ArrayList<String>();
        server.answering("POST " + BIOS + "/Actions/Bios.ResetBios", (exchange, body) -> {
            reset.add(body);
            MockupBmc.send(exchange, 204, "");
        });
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(bmc::resetBios)
                    .withMessageContaining("it offers no way to")
                    .matches(refusal -> refusal.code() == 0);
            ((ObjectNode) server.resource(BIOS))
                    .putObject("Actions")
                    .putObject("#Bios.ResetBios")
                    .put("target", BIOS + "/Actions/Bios.ResetBios");
            bmc.resetBios();
        }
        assertThat(reset).containsExactly("{}");
    }

    @Test
    void aBmcThatAcceptsAndDoesNothingIsFoundOut() {
        server.answering("PATCH " + SECURE, (exchange, body) -> MockupBmc.send(exchange, 204, ""));
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() ->
                            new FirmwareChange(bmc, Duration.ofMillis(100)).make(new FirmwareWish(null, true, null)))
                    .withMessageContaining("accepted, and after 0 s it reads boot mode BIOS, secure boot off");
        }
    }

    @Test
    void aMachineWithoutSecureBootIsToldAsSuch() {
        remove(SYSTEM, "SecureBoot");
        try (var bmc = bmc()) {
            assertThat(bmc.firmware().secureBoot()).isNull();
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.setSecureBoot(true))
                    .withMessageContaining("legacy BIOS mode");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Dell Inc., BootMode, Bios, Uefi",
        "Lenovo, BootModes_SystemBootMode, LegacyMode, UEFIMode",
        "Huawei, BootType, LegacyBoot, UEFIBoot",
        "Supermicro, BootModeSelect, Legacy, UEFI",
    })
    void eachMakerHasItsOwnWords(String maker, String attribute, String bios, String uefi) {
        var system = (ObjectNode) server.resource(SYSTEM);
        system.put("Manufacturer", maker).remove("Oem");
        for (var path : List.of(BIOS, PENDING)) {
            ((ObjectNode) server.resource(path)).putObject("Attributes").put(attribute, bios);
        }
        try (var bmc = bmc()) {
            assertThat(bmc.firmware().bootMode()).isEqualTo(BootMode.BIOS);
            assertThat(new FirmwareChange(bmc)
                            .make(new FirmwareWish(BootMode.UEFI, null, null))
                            .nextBootMode())
                    .isEqualTo(BootMode.UEFI);
        }
        assertThat(server.resource(PENDING).path("Attributes").path(attribute).asText())
                .isEqualTo(uefi);
    }
}
