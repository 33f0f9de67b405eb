package io.metalwright.api.bootconfiguration;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.TestApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootConfigurationTest {
    private final TestApi api = TestApi.running();

    private Answer enter(String name, String documents) {
        return api.call("POST", "/api/v1/boot-configurations")
                .json("{\"name\": \"" + name + "\", \"documents\": " + documents + "}")
                .send();
    }

    @Test
    void aBootConfigurationIsKeptChangedAndDeleted() {
        var whole = """
                {"name": "web", "site": "default", "machines": ["52:54:00:12:34:56"], "segments": ["rack1"],
                 "documents": {"kickstart": "text\\nlang en_US\\n"}}""";
        api.call("POST", "/api/v1/boot-configurations").json(whole).send().is(201, whole);
        api.call("GET", "/api/v1/boot-configurations/web").send().is(200, whole);
        api.call("PUT", "/api/v1/boot-configurations/web")
                .json("{\"documents\": {\"ipxe\": \"#!ipxe\\nshell\"}}")
                .send()
                .is(200, """
                        {"name": "web", "site": "default", "machines": [], "segments": [], "documents": {"ipxe": "#!ipxe\\nshell"}}""");
        assertThat(api.call("GET", "/api/v1/boot-configurations?search=web")
                        .send()
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
        api.call("DELETE", "/api/v1/boot-configurations/web").send().hasStatus(204);
        api.call("GET", "/api/v1/boot-configurations/web").send().hasStatus(404);
    }

    @Test
    void changesThatFollowEachOtherClosely() {
        for (int i = 0; i < 40; i++) {
            enter("again", "{\"ipxe\": \"#!ipxe\\nexit\\n\"}").hasStatus(201);
            api.call("DELETE", "/api/v1/boot-configurations/again").send().hasStatus(204);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ignition       | {\\"ignition\\": {\\"version\\": \\"3.4.0\\"}}
            kickstart      | text\\nnetwork --hostname={{hostname}}
            preseed        | d-i netcfg/get_hostname string {{hostname}}
            user-data      | #cloud-config\\nhostname: {{hostname}}
            network-config | version: 2
            autoinstall    | #cloud-config\\nautoinstall: {version: 1}
            autoyast       | <profile xmlns='http://www.suse.com/1.0/yast2ns'/>
            ipxe           | #!ipxe\\nchain {{http}}/x
            httpboot       | {{http}}/files/uki.efi
            """)
    void aDocumentThatIsRightIsTaken(String kind, String text) {
        enter("good-" + kind, "{\"" + kind + "\": \"" + text + "\"}").hasStatus(201);
        api.call("DELETE", "/api/v1/boot-configurations/good-" + kind).send().hasStatus(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ignition       | {\\"ignition\\": {}}
            ignition       | not json
            kickstart      | nothing of it
            preseed        | d-i netcfg/get_hostname
            user-data      | hostname: x
            user-data      | #cloud-config\\na: [
            network-config | a: [
            autoinstall    | #cloud-config\\nversion: 1
            autoyast       | <profile>
            autoyast       | <other/>
            ipxe           | chain x
            httpboot       | files/uki.efi
            kickstart      | text {{nonsense}}
            """)
    void aDocumentThatIsWrongIsRefusedByItsKind(String kind, String text) {
        var answer = enter("bad", "{\"" + kind + "\": \"" + text + "\"}").hasStatus(400);
        assertThat(answer.text("/field")).isEqualTo("documents." + kind);
    }

    @Test
    void aKindThatNobodyKnowsIsNamed() {
        assertThat(enter("bad", "{\"floppy\": \"x\"}").hasStatus(400).text("/detail"))
                .contains("floppy");
    }
}
