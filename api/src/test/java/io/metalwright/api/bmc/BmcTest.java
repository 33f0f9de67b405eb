package io.metalwright.api.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BmcTest {
    private static final TestApi API = TestApi.running();

    @BeforeAll
    static void enterMachines() {
        API.call("POST", "/api/v1/machines").json("""
                {"mac": "52:54:00:BB:77:01", "name": "bmc-asked",
                 "bmc": {"address": "10.77.1.77", "user": "admin", "password": "bmc-secret-77"}}""").send().hasStatus(201);
        API.call("POST", "/api/v1/machines").json("""
                {"mac": "52:54:00:BB:77:02", "name": "bmc-less"}""").send().hasStatus(201);
    }

    @Test
    void sensorsAreReadByAWorkerOfTheSite() {
        API.call("GET", "/api/v1/machines/bmc-asked/bmc/sensors", Role.VIEWER)
                .send()
                .is(200, """
                {
                  "items": [
                    {
                      "id": "0x30",
                      "name": "Fan1",
                      "entity": "7.1",
                      "type": "Fan",
                      "value": 3840.0,
                      "unit": "RPM",
                      "states": [],
                      "health": "ok"
                    }
                  ]
                }""");
    }

    @Test
    void aBootDeviceIsSetAndReadBack() {
        var answer = API.call("PUT", "/api/v1/machines/bmc-asked/bmc/boot")
                .json("""
                        {"device": "network", "persistent": false, "mode": "UEFI"}""")
                .send()
                .hasStatus(200);
        assertThat(answer.text("/device")).isEqualTo("network");
        API.call("PUT", "/api/v1/machines/bmc-asked/bmc/boot", Role.VIEWER)
                .json("""
                        {"device": "network", "persistent": false, "mode": "UEFI"}""")
                .send()
                .hasStatus(403);
    }

    @Test
    void theBrokerTellsThatABmcIsSilentAndWhenPollsAskItAgain() {
        API.call("GET", "/api/v1/machines/bmc-asked/bmc/broker", Role.VIEWER)
                .send()
                .is(200, """
                {
                  "busy": false,
                  "waiting": 0,
                  "session": false,
                  "calls": 3,
                  "unanswered": 2,
                  "lastAnswerAt": "2026-01-01T00:00:00Z",
                  "silentSince": "2026-01-01T00:05:00Z",
                  "nextPollAt": "2026-01-01T00:06:00Z",
                  "failure": "no answer"
                }""");
    }

    @Test
    void theVolumesOfRaidControllersAreToldWithTheirDrives() {
        var answer = API.call("GET", "/api/v1/machines/bmc-asked/bmc/volumes", Role.VIEWER)
                .send()
                .hasStatus(200);
        assertThat(answer.text("/items/0/levels/0")).isEqualTo("raid1");
        assertThat(answer.text("/items/0/drives/0/serial")).isEqualTo("S1");
        assertThat(answer.text("/items/0/volumes/0/drives/0")).isEqualTo("S1");
    }

    @Test
    void theFirmwareOfThePartsIsListed() {
        API.call("GET", "/api/v1/machines/bmc-asked/bmc/firmware-inventory", Role.VIEWER)
                .send()
                .is(200, """
                {
                  "items": [
                    {"id": "BIOS", "name": "System ROM", "version": "2.10", "state": "Enabled", "updateable": true, "link": "/f/BIOS"}
                  ]
                }""");
    }

    @Test
    void theFirmwareIsSetAndWhatIsPendingIsTold() {
        API.call("GET", "/api/v1/machines/bmc-asked/bmc/firmware", Role.VIEWER)
                .send()
                .is(200, """
                {
                  "bootMode": "UEFI",
                  "nextBootMode": null,
                  "secureBoot": false,
                  "nextSecureBoot": null,
                  "keys": "user"
                }""");
        var answer = API.call("PUT", "/api/v1/machines/bmc-asked/bmc/firmware")
                .json("""
                        {"secureBoot": true}""")
                .send()
                .hasStatus(200);
        assertThat(answer.text("/nextSecureBoot")).isEqualTo("true");
        API.call("PUT", "/api/v1/machines/bmc-asked/bmc/firmware", Role.VIEWER)
                .json("""
                        {"secureBoot": true}""")
                .send()
                .hasStatus(403);
    }

    @Test
    void aWishForTheFirmwareThatContradictsItselfIsRefusedBeforeAnybodyIsAsked() {
        var answer = API.call("PUT", "/api/v1/machines/bmc-asked/bmc/firmware")
                .json("""
                        {"bootMode": "BIOS", "secureBoot": true}""")
                .send()
                .hasStatus(400);
        assertThat(answer.text("/detail")).contains("'secureBoot' needs UEFI");
        assertThat(API.call("PUT", "/api/v1/machines/bmc-asked/bmc/firmware")
                        .json("{}")
                        .send()
                        .hasStatus(400)
                        .text("/detail"))
                .contains("'bootMode', 'secureBoot' or 'keys'");
    }

    @Test
    void biosSettingsAreToldAndSetAndPasswordsAreNotTaken() {
        API.call("GET", "/api/v1/machines/bmc-asked/bmc/bios", Role.VIEWER)
                .send()
                .is(200, """
                {"attributes": {"Sriov": "Enabled"}, "next": {}, "appliedAt": null, "messages": []}""");
        API.call("PUT", "/api/v1/machines/bmc-asked/bmc/bios").json("""
                        {"Sriov": "Disabled", "ProcCoreDisable": 4, "QuietBoot": true}""").send().is(200, """
                {"attributes": {"Sriov": "Enabled"}, "next": {"ProcCoreDisable": "4", "QuietBoot": "true", "Sriov": "Disabled"},
                 "appliedAt": null, "messages": []}""");
        API.call("PUT", "/api/v1/machines/bmc-asked/bmc/bios", Role.VIEWER)
                .json("{\"Sriov\": \"Disabled\"}")
                .send()
                .hasStatus(403);
        for (var wrong : List.of("{\"AdminPassword\": \"hush\"}", "{\"BootMode\": \"Uefi\"}", "{}")) {
            assertThat(API.call("PUT", "/api/v1/machines/bmc-asked/bmc/bios")
                            .json(wrong)
                            .send()
                            .hasStatus(400)
                            .text("/detail"))
                    .contains("'bios' names")
                    .doesNotContain("hush");
        }
    }

    @Test
    void aMediumIsInsertedAndEjectedAndReadBack() {
        API.call("PUT", "/api/v1/machines/bmc-asked/bmc/media/cd")
                .json("""
                        {"image": "https://10.0.0.1/rescue.iso"}""")
                .send()
                .is(200, """
                {
                  "drive": "CD1",
                  "kinds": [
                    "cd",
                    "dvd"
                  ],
                  "inserted": true,
                  "image": "https://10.0.0.1/rescue.iso",
                  "writeProtected": true
                }""");
        assertThat(API.call("DELETE", "/api/v1/machines/bmc-asked/bmc/media/cd")
                        .send()
                        .hasStatus(200)
                        .text("/inserted"))
                .isEqualTo("false");
    }

    @Test
    void anImageThatIsNoUrlOrHoldsAPasswordIsRefusedBeforeAnybodyIsAsked() {
        for (var image : new String[] {"rescue.iso", "https://root:secret@10.0.0.1/rescue.iso"}) {
            var answer = API.call("PUT", "/api/v1/machines/bmc-asked/bmc/media/cd")
                    .json("{\"image\": \"" + image + "\"}")
                    .send()
                    .hasStatus(400);
            assertThat(answer.text("/detail")).contains("'image'").doesNotContain("secret");
        }
    }

    @Test
    void whatTheBmcRefusedIsToldWithWhatWouldHelp() {
        var answer =
                API.call("GET", "/api/v1/machines/bmc-asked/bmc/events").send().hasStatus(503);
        assertThat(answer.text("/detail")).contains("refused with 0xC1");
        assertThat(answer.text("/help")).isEqualTo("Look at the BMC's own page.");
        assertThat(answer.text("/title")).isEqualTo("The BMC did not answer as it should");
    }

    @Test
    void aMachineWithoutABmcIsToldApart() {
        var answer = API.call("GET", "/api/v1/machines/bmc-less/bmc").send().hasStatus(409);
        assertThat(answer.text("/detail")).contains("bmc-less");
        API.call("GET", "/api/v1/machines/no-such-machine/bmc").send().hasStatus(404);
    }
}
