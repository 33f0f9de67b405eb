package io.metalwright.api.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.Sha256;
import io.metalwright.model.network.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    private static final TestApi API = TestApi.running();

    private static Answer enter(String body) {
        return API.call("POST", "/api/v1/machines").json(body).send();
    }

    private static String secret(String name) {
        return new String(API.cmdb().secrets().find(SecretReference.of(name)).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void aMachineIsEnteredReadChangedAndDeleted() {
        var entered = enter("""
                {"mac": "52:54:00:BB:00:02", "name": "life-1",
                 "bmc": {"address": "10.77.1.20", "user": "admin", "password": "bmc-secret-1"}}""");
        var id = entered.text("/id");
        var whole = """
                {
                  "id": "%s",
                  "name": "%s",
                  "site": "default",
                  "state": "discovered",
                  "stateReason": null,
                  "serial": null,
                  "uuid": null,
                  "manufacturer": null,
                  "product": null,
                  "macs": ["52:54:00:bb:00:02"],
                  "address": null,
                  "bootAddress": null,
                  "hostname": null,
                  "image": null,
                  "os": null,
                  "role": "plain",
                  "bootMode": null,
                  "bootMethod": "network",
                  "tags": %s,
                  "bmc": {"protocol": "ipmi", "address": "%s", "port": 623, "user": "admin"},
                  "summary": null,
                  "health": null,
                  "activeRun": null,
                  %s
                  "createdAt": "%s",
                  "updatedAt": "%s"
                }""";
        entered.is(
                201,
                whole.formatted(
                        id, "life-1", "[]", "10.77.1.20", "", entered.text("/createdAt"), entered.text("/updatedAt")));
        assertThat(entered.headers().firstValue("Location")).hasValue("/api/v1/machines/" + id);
        assertThat(secret("secret:bmc/" + id)).isEqualTo("bmc-secret-1");

        var changed =
                API.call("PATCH", "/api/v1/machines/life-1").json("""
                        {"name": "life-2", "tags": ["rack 7"], "bmc": {"address": "10.77.1.21", "user": "admin"}}""").send().hasStatus(200);
        assertThat(secret("secret:bmc/" + id))
                .as("a password that is left out stays")
                .isEqualTo("bmc-secret-1");
        API.call("GET", "/api/v1/machines/" + id)
                .send()
                .is(
                        200,
                        whole.formatted(
                                id,
                                "life-2",
                                "[\"rack 7\"]",
                                "10.77.1.21",
                                "\"hardware\": null,",
                                entered.text("/createdAt"),
                                changed.text("/updatedAt")));

        API.call("DELETE", "/api/v1/machines/" + id).send().hasStatus(204);

        assertThat(API.cmdb().machines().find(MachineId.of(id))).isEmpty();
        assertThat(API.cmdb().secrets().find(SecretReference.of("secret:bmc/" + id)))
                .isEmpty();
        API.call("GET", "/api/v1/machines/" + id).send().isProblem(404, """
                {
                  "type": "not-found",
                  "title": "There is no such thing",
                  "status": 404,
                  "detail": "There is no machine with the id or name '%s'."
                }""".formatted(id));
    }

    @Test
    void aDuplicateMacNamesTheMachineThatHasIt() {
        var first = enter("""
                {"mac": "52:54:00:bb:00:01", "name": "twin-1"}""").hasStatus(201);

        enter("""
                {"mac": "52-54-00-BB-00-01", "name": "twin-2"}""").isProblem(409, """
                {
                  "type": "duplicate-mac",
                  "title": "The MAC address is taken",
                  "status": 409,
                  "detail": "The MAC address 52:54:00:bb:00:01 belongs to machine twin-1 (%s).",
                  "field": "mac",
                  "help": "Use that machine, or delete it first."
                }""".formatted(first.text("/id")));
        assertThat(API.cmdb().machines().findByName("twin-2"))
                .as("nothing half-entered")
                .isEmpty();
    }

    @Test
    void aTakenNameIsRefused() {
        enter("""
                {"mac": "52:54:00:bb:00:03", "name": "same"}""").hasStatus(201);

        enter("""
                {"mac": "52:54:00:bb:00:04", "name": "same"}""").isProblem(409, """
                {
                  "type": "duplicate-name",
                  "title": "The name is taken",
                  "status": 409,
                  "detail": "Another machine is named 'same'.",
                  "field": "name"
                }""");
    }

    @Test
    void anUnknownSiteIsRefused() {
        enter("""
                {"mac": "52:54:00:bb:00:05", "site": "mars"}""").isProblem(422, """
                {
                  "type": "unknown-site",
                  "title": "There is no such site",
                  "status": 422,
                  "detail": "There is no site 'mars'.",
                  "field": "site",
                  "help": "Enter it: metalwright sites add mars"
                }""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                      | mac          | 'mac' is missing: the address of the port that it boots from
            {"mac": "52:54:00"}                                     | mac          | '52:54:00' is no MAC address. Write six octets: 52:54:00:12:34:56
            {"mac": "01:00:5e:00:00:01"}                            | mac          | 'mac' 01:00:5e:00:00:01 is a group address, which no single port has
            {"mac": "52:54:00:bb:00:06", "name": "a b"}             | name         | 'name' a b is no machine name: at most 63 letters, digits, dots, hyphens and underscores
            {"mac": "52:54:00:bb:00:06", "bmc": {}}                 | bmc.address  | 'address' is missing or is no address or host name: 10.77.1.20
            {"mac": "52:54:00:bb:00:06", "bmc": {"address": "b1"}}  | bmc.user     | 'user' is missing, or is longer than the 16 characters that IPMI allows
            {"mac": "52:54:00:bb:00:06", "bmc": {"protocol": "telnet", "address": "b1", "user": "u"}} | bmc.protocol | 'telnet' is none of ipmi, redfish.
            {"mac": "52:54:00:bb:00:06", "bmc": {"protocol": "redfish", "address": "b1", "user": "u", "port": 0}} | bmc.port | 'port' 0 is no port: 1 to 65535, for Redfish 443
            {"mac": "52:54:00:bb:00:06", "bmc": {"address": "b1", "user": "u", "port": 70000}} | bmc.port | 'port' 70000 is no port: 1 to 65535, for IPMI 623
            {"mac": "52:54:00:bb:00:06", "bmc": {"address": "b1", "user": "u"}} | bmc.password | 'password' is missing: nothing is known of this BMC yet
            {"mac": "52:54:00:bb:00:06", "bmc": {"address": "b1", "user": "u", "password": "123456789012345678901"}} | bmc.password | 'password' is empty, or is longer than the 20 characters that IPMI allows
            """)
    void aWrongValueIsNamedByItsField(String body, String field, String detail) {
        enter(body).isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "%s",
                  "field": "%s"
                }""".formatted(detail, field));
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        enter("""
                {"mac": "52:54:00:bb:00:06", "bmc": {"address": "b1", "user": "u", "pasword": "x"}}""").isProblem(400, """
                {
                  "type": "unknown-field",
                  "title": "A field is unknown",
                  "status": 400,
                  "detail": "There is no field 'bmc.pasword'.",
                  "field": "bmc.pasword",
                  "help": "Known here: address, password, port, protocol, user."
                }""");
    }

    @Test
    void machinesAreListedByPagesInTheOrderThatIsAskedFor() {
        for (int i = 1; i <= 5; i++) {
            enter("""
                    {"mac": "52:54:00:bc:00:0%1$d", "name": "page-%1$d"}""".formatted(i)).hasStatus(201);
        }

        var second = API.call("GET", "/api/v1/machines?search=page-&size=2&page=1&sort=name,desc")
                .send()
                .json();

        assertThat(second.path("items")
                        .valueStream()
                        .map(item -> item.path("name").asString())
                        .toList())
                .containsExactly("page-3", "page-2");
        assertThat(second.path("total").asInt()).isEqualTo(5);
        assertThat(second.path("page").asInt()).isEqualTo(1);
        assertThat(second.path("size").asInt()).isEqualTo(2);
        API.call("GET", "/api/v1/machines?size=501").send().isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "A page holds 1 to 500 items, not 501.",
                  "field": "size"
                }""");
        API.call("GET", "/api/v1/machines?page=x").send().hasStatus(400);
        API.call("GET", "/api/v1/machines?sort=password").send().isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "This list is not sorted by 'password'.",
                  "field": "sort",
                  "help": "It is by one of: address, createdAt, hostname, id, name, product, serial, site, state, updatedAt."
                }""");
    }

    @Test
    void aMachineIsFoundByWhatPeopleReadOnIt() {
        var machine = TestMachine.register(API.cmdb());

        for (var typed : new String[] {
            machine.name().toUpperCase(Locale.ROOT),
            machine.id().value(),
            machine.mac().value(),
            "sn-" + machine.id(),
            machine.address().value()
        }) {
            assertThat(API.call("GET", "/api/v1/machines?search=" + typed)
                            .send()
                            .json()
                            .path("items")
                            .valueStream()
                            .map(item -> item.path("id").asString()))
                    .as(typed)
                    .contains(machine.id().value());
        }
    }

    @Test
    void aBmcStaysSpokenToAsItWasAndItsCertificateIsTakenAnewWithIt() {
        var entered = enter("""
                {"mac": "52:54:00:BB:00:12", "name": "redfish-1",
                 "bmc": {"protocol": "redfish", "address": "10.77.1.90", "user": "a-user-with-a-long-name",
                         "password": "as-long-as-it-may-be-for-a-Redfish-service"}}""");
        assertThat(entered.text("/bmc/protocol")).isEqualTo("redfish");
        assertThat(entered.text("/bmc/port")).isEqualTo("443");
        API.cmdb().bmcCertificates().enter("10.77.1.90", 443, Sha256.sumOf("a certificate"));

        var changed = API.call("PATCH", "/api/v1/machines/redfish-1").json("""
                        {"bmc": {"address": "10.77.1.90", "user": "root"}}""").send();

        assertThat(changed.text("/bmc/protocol")).isEqualTo("redfish");
        assertThat(changed.text("/bmc/port")).isEqualTo("443");
        assertThat(API.cmdb().bmcCertificates().find("10.77.1.90", 443)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "address": "10.66.6.6"
            "address": "%s", "port": 6623
            "address": "%s", "protocol": "redfish"
            """)
    void anOperatorMovesABmcOnlyWithItsPassword(String where) {
        var machine = TestMachine.register(API.cmdb());
        var before = bmc(machine);
        var moved = where.formatted(before.address());

        change(machine, Role.OPERATOR, "{\"bmc\": {" + moved + ", \"user\": \"metalwright\"}}")
                .isProblem(400, """
                        {
                          "type": "invalid-value",
                          "title": "A value is wrong",
                          "status": 400,
                          "detail": "The password that is kept is sent to no other address, port or protocol.",
                          "field": "bmc.password",
                          "help": "Send the BMC's password too; or ask an administrator, who may leave it out."
                        }""");
        assertThat(bmc(machine)).isEqualTo(before);

        change(machine, Role.OPERATOR, "{\"bmc\": {" + moved + ", \"user\": \"metalwright\", \"password\": \"new\"}}")
                .hasStatus(200);
        assertThat(secret(bmc(machine).password().value())).isEqualTo("new");
        assertThat(bmc(machine).password())
                .as("what goes to where it was before goes there as before")
                .isNotEqualTo(before.password());
    }

    @Test
    void anOperatorRenamesTheUserOfABmcThatStaysWhereItIs() {
        var machine = TestMachine.register(API.cmdb());

        change(machine, Role.OPERATOR, """
                {"bmc": {"address": "%s", "port": 623, "user": "root"}}""".formatted(bmc(machine).address())).hasStatus(200);

        assertThat(bmc(machine).user()).isEqualTo("root");
    }

    private static Answer change(TestMachine machine, Role role, String body) {
        return API.call("PATCH", "/api/v1/machines/" + machine.id(), role)
                .json(body)
                .send();
    }

    private static MachineBmc bmc(TestMachine machine) {
        return Objects.requireNonNull(
                API.cmdb().machines().find(machine.id()).orElseThrow().bmc());
    }

    @Test
    void theAddressThatAMachineBootedAtBeforeIsFreeForAnother() {
        enter("""
                {"mac": "52:54:00:bb:00:21", "name": "boots-1", "bootAddress": "10.9.202.21"}""").hasStatus(201);
        API.call("PATCH", "/api/v1/machines/boots-1").json("""
                {"bootAddress": "10.9.202.22"}""").send().hasStatus(200);

        enter("""
                {"mac": "52:54:00:bb:00:22", "name": "boots-2", "bootAddress": "10.9.202.21"}""").hasStatus(201);
        enter("""
                {"mac": "52:54:00:bb:00:23", "name": "boots-3", "bootAddress": "10.9.202.22"}""").hasStatus(409);
    }

    @Test
    void aMachineDoesNotBootAtTheAddressOfItsBmc() {
        enter("""
                {"mac": "52:54:00:bb:00:24", "name": "boots-4"}""").hasStatus(201);
        var machine = API.cmdb().machines().findByName("boots-4").orElseThrow();
        var address = Ipv4Address.of("10.9.202.24");
        API.cmdb().addresses().hold(machine.site(), address, AddressPurpose.BMC, machine.id(), null);

        API.call("PATCH", "/api/v1/machines/boots-4").json("""
                {"bootAddress": "10.9.202.24"}""").send().hasStatus(409);
        assertThat(API.cmdb().addresses().heldBy(machine.id(), AddressPurpose.BMC))
                .isPresent();
    }

    @Test
    void noAnswerHoldsAPassword() {
        var machine = TestMachine.register(API.cmdb());

        var answers = API.call("GET", "/api/v1/machines/" + machine.id()).send().body()
                + API.call("GET", "/api/v1/machines?search=" + machine.id())
                        .send()
                        .body()
                + API.call("PATCH", "/api/v1/machines/" + machine.id())
                        .json("""
                                {"bmc": {"address": "10.77.1.9", "user": "u", "password": "another-secret"}}""")
                        .send()
                        .body()
                + API.call("GET", "/api/v1/audit?size=500").send().body();

        assertThat(answers).contains(machine.id().value()).doesNotContain("bmc-password-of", "another-secret");
    }

    @Test
    void bootServicesForgetAMachineThatHasNoRecordAnyMore() throws Exception {
        API.image("forgotten-debian", 1_000_000_000);
        var machine = TestMachine.register(API.cmdb());
        Runs.untilState(API, Runs.provision(API, machine, "forgotten-debian"), "done");
        assertThat(API.site().knows(machine.id())).isTrue();

        API.call("DELETE", "/api/v1/machines/" + machine.id()).send().hasStatus(204);

        for (int i = 0; i < 300 && API.site().knows(machine.id()); i++) {
            Thread.sleep(50);
        }
        assertThat(API.site().knows(machine.id())).isFalse();
    }
}
