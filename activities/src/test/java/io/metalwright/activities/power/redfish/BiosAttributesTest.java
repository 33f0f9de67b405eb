package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BiosChange;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.model.bmc.BiosWish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** BIOS settings by the words of DSP2046, of what others recorded of an iLO 5, and of sushy-emulator. */
@Timeout(60)
class BiosAttributesTest {
    private static final String BIOS = "/redfish/v1/Systems/1/Bios";
    private static final String PENDING = BIOS + "/Settings";
    private static final String REGISTRY = "/redfish/v1/Registries/BiosAttributeRegistryP89.v1_0_0";

    @TempDir
    Path folder;

    private MockupBmc server;
    private RedfishLogin redfish;

    @BeforeEach
    void start() throws Exception {
        server = MockupBmc.start(SelfSigned.context(folder))
                .with("/redfish/v1", """
                        {"RedfishVersion": "1.9.0", "Systems": {"@odata.id": "/redfish/v1/Systems"},
                         "Registries": {"@odata.id": "/redfish/v1/Registries"},
                         "Links": {"Sessions": {"@odata.id": "/redfish/v1/SessionService/Sessions"}}}""")
                .with("/redfish/v1/Systems", """
                        {"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""")
                .with("/redfish/v1/Systems/1", """
                        {"Id": "1", "Manufacturer": "Somebody", "Bios": {"@odata.id": "/redfish/v1/Systems/1/Bios"}}""")
                .with(BIOS, """
                        {"Id": "Bios", "AttributeRegistry": "BiosAttributeRegistryP89.v1_0_0",
                         "Attributes": {"Sriov": "Disabled", "ProcCoreDisable": 0, "QuietBoot": true, "Model": "X", "AdminPassword": "hush"},
                         "@Redfish.Settings": {"SupportedApplyTimes": ["OnReset"], "Time": "2026-01-01T00:00:00Z",
                           "Messages": [{"MessageId": "Base.1.0.Success"}],
                           "SettingsObject": {"@odata.id": "/redfish/v1/Systems/1/Bios/Settings"}}}""")
                .with(PENDING, """
                        {"Id": "Settings", "@odata.etag": "\\"7\\"",
                         "Attributes": {"Sriov": "Disabled", "ProcCoreDisable": 0, "QuietBoot": true, "AdminPassword": "hush2"}}""");
        redfish = RedfishLogin.open(CertificatePins.inMemory(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        redfish.close();
        server.close();
    }

    private void serveRegistry() {
        server.with("/redfish/v1/Registries", """
                        {"Members": [{"@odata.id": "/redfish/v1/Registries/Base.1.0"}, {"@odata.id": "%s"}]}""".formatted(REGISTRY))
                .with("/redfish/v1/Registries/Base.1.0", "{\"Registry\": \"Base.1.0\"}")
                .with(REGISTRY, """
                        {"Registry": "BiosAttributeRegistryP89.v1_0_0", "Location": [
                          {"Language": "ja", "Uri": "/redfish/v1/ja"}, {"Language": "en-US", "Uri": "/redfish/v1/en"}]}""")
                .with("/redfish/v1/en", """
                        {"RegistryEntries": {"Attributes": [
                          {"AttributeName": "Sriov", "Type": "Enumeration", "Value": [{"ValueName": "Enabled"}, {"ValueName": "Disabled"}]},
                          {"AttributeName": "ProcCoreDisable", "Type": "Integer", "LowerBound": 0, "UpperBound": 28},
                          {"AttributeName": "QuietBoot", "Type": "Boolean"},
                          {"AttributeName": "AssetTag", "Type": "String", "MaxLength": 8},
                          {"AttributeName": "SetupLock", "Type": "Password"},
                          {"AttributeName": "Model", "Type": "String", "ReadOnly": true}]}}""");
    }

    private Bmc bmc() {
        return redfish.login(server.address(), MockupBmc.ADMIN);
    }

    private static BiosWish wish(String... pairs) {
        var wish = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            wish.put(pairs[i], pairs[i + 1]);
        }
        return BiosWish.of(wish);
    }

    private String refusal(BiosWish wish) {
        try (var bmc = bmc()) {
            bmc.setBios(wish);
            throw new AssertionError("taken");
        } catch (BmcFailure.Refused e) {
            assertThat(server.asked()).noneMatch(request -> request.startsWith("PATCH"));
            return e.getMessage();
        }
    }

    @Test
    void whatDiffersAloneIsWrittenInItsOwnTypeForTheNextStart() {
        serveRegistry();
        try (var bmc = bmc()) {
            var seen = BiosChange.make(
                    bmc, wish("Sriov", "Enabled", "ProcCoreDisable", "4", "QuietBoot", "true", "AssetTag", "r7"));
            assertThat(seen.next())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("Sriov", "Enabled", "ProcCoreDisable", "4", "AssetTag", "r7"));
            assertThat(seen.attributes()).containsEntry("Sriov", "Disabled").doesNotContainKey("AdminPassword");
            assertThat(seen.next()).doesNotContainKey("AdminPassword");
            BiosChange.make(bmc, wish("Sriov", "Enabled", "ProcCoreDisable", "4"));
        }
        var pending = server.resource(PENDING);
        assertThat(pending.at("/Attributes/ProcCoreDisable").isInt()).isTrue();
        assertThat(pending.at("/@Redfish.SettingsApplyTime/ApplyTime").asText()).isEqualTo("OnReset");
        assertThat(server.asked())
                .filteredOn(request -> request.startsWith("PATCH"))
                .hasSize(1);
    }

    @Test
    void whatTheRegistryForbidsIsNotWrittenAndToldWithWhatItAllows() {
        serveRegistry();
        assertThat(refusal(wish(
                        "Sriov",
                        "On",
                        "ProcCoreDisable",
                        "29",
                        "QuietBoot",
                        "yes",
                        "AssetTag",
                        "far too long",
                        "Model",
                        "Y",
                        "SetupLock",
                        "x")))
                .contains("Sriov is one of Enabled, Disabled, and not 'On'.")
                .contains("ProcCoreDisable is a whole number from 0 to 28, and not '29'.")
                .contains("QuietBoot is true or false, and not 'yes'.")
                .contains("AssetTag has up to 8 characters, and not 12.")
                .contains("Model can only be read.")
                .contains("SetupLock is a password")
                .contains("Nothing was written.");
        assertThat(refusal(wish("sriov", "Enabled"))).contains("sriov is no attribute of this BIOS; it has Sriov.");
    }

    @Test
    void withoutARegistryWhatIsThereTellsWhatCanBe() {
        assertThat(refusal(wish("Turbo", "On", "ProcCoreDisable", "many", "QuietBoot", "1")))
                .contains("Turbo is no attribute of this BIOS.")
                .contains("ProcCoreDisable is a number, and not 'many'.")
                .contains("QuietBoot is true or false, and not '1'.");
    }

    @Test
    void aBmcThatRefusesAValueIsQuoted() {
        server.answering(
                "PATCH " + PENDING,
                (exchange, body) -> MockupBmc.send(
                        exchange, 400, MockupBmc.error("Base.1.0.PropertyValueNotInList", "Sriov depends on VT-d.")));
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.setBios(wish("Sriov", "Enabled")))
                    .withMessageContaining("Sriov depends on VT-d.")
                    .matches(failure -> failure.code() == 400);
        }
    }

    @Test
    void aBmcWithoutBiosSettingsSaysSo() {
        ((ObjectNode) server.resource("/redfish/v1/Systems/1")).remove("Bios");
        try (var bmc = bmc()) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(bmc::bios)
                    .withMessageContaining("it tells of none")
                    .matches(failure -> failure.code() == 0);
        }
    }

    /** HPE's proliantutils recorded it; it tells its BIOS password in the clear. */
    @Test
    void theSettingsOfARecordedIloAreReadAndItsPasswordIsNot() throws Exception {
        var fetched = new ProcessBuilder(SushyEmulator.root()
                        .resolve("ops/setup/redfish-recordings")
                        .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var recorded = Path.of(new String(fetched.getInputStream().readAllBytes()).strip());
        var json = JsonMapper.builder().build().readTree(Files.readString(recorded.resolve("ilo/bios.json")));
        server.with(BIOS, json.path("Default"))
                .with("/redfish/v1/systems/1/bios/settings", json.path("BIOS_pending_settings_default"));
        try (var bmc = bmc()) {
            var setup = bmc.bios();
            assertThat(setup.attributes()).hasSizeGreaterThan(150).containsEntry("NetworkBootRetryCount", "20");
            assertThat(setup.next()).containsEntry("NumaGroupSizeOpt", "Flat").doesNotContainKey("Sriov");
            assertThat(setup.appliedAt()).isEqualTo("2017-06-10T07:40:44+00:00");
            assertThat(setup.messages()).containsExactly("Base.1.0.Success");
            assertThat(setup.toString()).doesNotContain("AdminPassword", "newpassword");
            BiosChange.make(bmc, wish("ProcTurbo", "Disabled", "VlanId", "7"));
        }
        var pending = server.resource("/redfish/v1/systems/1/bios/settings").path("Attributes");
        assertThat(pending.path("ProcTurbo").asText()).isEqualTo("Disabled");
        assertThat(pending.path("VlanId").isInt()).isTrue();
        assertThat(pending.path("AdminPassword").asText()).isEqualTo("newpassword");
    }

    /** Its registry's file is named otherwise than the registry; its settings count at once. */
    @Test
    void sushyEmulatorTakesThemByItsOwnRegistry() throws Exception {
        try (var emulator = SushyEmulator.startWithBios(folder);
                var bmc = redfish.login(emulator.address(), SushyEmulator.ADMIN)) {
            assertThat(bmc.bios().attributes())
                    .containsEntry("ProcTurboMode", "Enabled")
                    .doesNotContainKey("SysPassword");
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> bmc.setBios(wish("EmbeddedSata", "Ide", "NumCores", "11")))
                    .withMessageContaining("EmbeddedSata is one of Ata, Ahci, Raid, Off, and not 'Ide'.")
                    .withMessageContaining("NumCores can only be read.");
            assertThat(BiosChange.make(bmc, wish("ProcTurboMode", "Disabled")).attributes())
                    .containsEntry("ProcTurboMode", "Disabled");
        }
    }
}
