package io.metalwright.api.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.TestApi;
import io.metalwright.model.network.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentTest {
    private final TestApi api = TestApi.running();

    private Answer enter(String json) {
        return api.call("POST", "/api/v1/segments").json(json).send();
    }

    @Test
    void aSegmentIsToldWhole() {
        var answer = """
                {"name": "whole", "site": "default", "cidr": "10.50.0.0/24", "gateway": "10.50.0.1", "vlan": 7,
                 "machines": "10.50.0.100-10.50.0.199", "bmcs": "10.51.0.100-10.51.0.199", "bmcNetwork": "10.51.0.0/24",
                 "bmcGateway": "10.51.0.1", "nameServers": ["10.50.0.2"], "registration": "manual",
                 "dhcp": {"mode": "reservations-only", "exclusions": ["10.50.0.110-10.50.0.119"], "checksConflicts": true, "leaseSeconds": 600,
                  "sharedNetwork": "wire", "bootFiles": {"uefi-x64": "ipxe.efi"}, "options": [{"code": 42, "type": "addresses", "value": "10.50.0.3"}],
                  "classes": [{"name": "bmc", "range": "10.50.0.200-10.50.0.209", "vendorClasses": ["ACME"], "macs": []}]},
                 "ipv6": {"prefix": "fd00:50::/64", "machines": "fd00:50::100-fd00:50::1ff", "nameServers": ["fd00:50::53"], "advertise": "prefix",
                  "reservations": [{"mac": "52:54:00:12:34:56", "address": "fd00:50::20"}]}}""";
        enter(answer).is(201, answer);
        api.call("GET", "/api/v1/segments/whole").send().is(200, answer);
        assertThat(api.call("GET", "/api/v1/segments?search=whole&sort=name,desc")
                        .send()
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatIsLeftOutIsFilledIn() {
        enter("{\"name\": \"short\", \"cidr\": \"10.52.0.0/24\"}").is(201, """
                        {"name": "short", "site": "default", "cidr": "10.52.0.0/24", "gateway": null, "vlan": null,
                         "machines": null, "bmcs": null, "bmcNetwork": null, "bmcGateway": null, "nameServers": [],
                         "registration": "automatic",
                         "dhcp": {"mode": "serve", "exclusions": [], "checksConflicts": false, "leaseSeconds": null, "sharedNetwork": null,
                          "bootFiles": {}, "options": [], "classes": []}, "ipv6": null}""");
    }

    @Test
    void theIpv6SideOfAnotherSegmentIsRefused() {
        enter("{\"name\": \"six\", \"cidr\": \"10.60.0.0/24\", \"ipv6\": {\"prefix\": \"fd00:60::/64\"}}")
                .hasStatus(201);
        enter("{\"name\": \"six-too\", \"cidr\": \"10.61.0.0/24\", \"ipv6\": {\"prefix\": \"fd00:60::/48\"}}")
                .isProblem(409, """
                        {"type": "segment-overlap", "title": "The segment overlaps another", "status": 409,
                         "detail": "'ipv6.prefix' fd00:60::/48 overlaps fd00:60::/64 of segment 'six'.",
                         "field": "ipv6.prefix", "help": "Choose other addresses, or change that segment first."}""");
    }

    @Test
    void eachChangeIsToldToTheBootServicesOfTheSite() throws Exception {
        enter("{\"name\": \"told\", \"cidr\": \"10.53.0.0/24\"}").hasStatus(201);
        waitUntilServed("told", "10.53.0.0/24");
        api.call("PUT", "/api/v1/segments/told")
                .json("{\"cidr\": \"10.54.0.0/24\"}")
                .send()
                .hasStatus(200);
        waitUntilServed("told", "10.54.0.0/24");
        api.call("DELETE", "/api/v1/segments/told").send().hasStatus(204);
        for (int i = 0; named(lastServed(), "told") && i < 200; i++) {
            Thread.sleep(50);
        }
        assertThat(lastServed()).extracting(Segment::name).contains("test-rack").doesNotContain("told");
    }

    private void waitUntilServed(String name, String cidr) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (lastServed().stream()
                    .anyMatch(segment -> segment.name().equals(name)
                            && segment.cidr().toString().equals(cidr))) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("boot-services were not told of " + name + " " + cidr + ": " + lastServed());
    }

    private List<Segment> lastServed() {
        var served = api.site().served();
        return served.isEmpty() ? List.of() : served.getLast();
    }

    private static boolean named(List<Segment> segments, String name) {
        return segments.stream().anyMatch(segment -> segment.name().equals(name));
    }

    @Test
    void aNetworkOfAnotherSegmentIsRefused() {
        enter("{\"name\": \"first\", \"cidr\": \"10.55.0.0/24\"}").hasStatus(201);
        enter("{\"name\": \"second\", \"cidr\": \"10.55.0.0/16\"}").isProblem(409, """
                        {"type": "segment-overlap", "title": "The segment overlaps another", "status": 409,
                         "detail": "'cidr' 10.55.0.0/16 overlaps 10.55.0.0/24 of segment 'first'.", "field": "cidr",
                         "help": "Choose other addresses, or change that segment first."}""");
    }

    @Test
    void addressesOfBmcsBelongToOneSegment() {
        enter(
                        "{\"name\": \"left\", \"cidr\": \"10.56.0.0/24\", \"bmcNetwork\": \"10.58.0.0/24\", \"bmcs\": \"10.58.0.10-10.58.0.20\"}")
                .hasStatus(201);
        enter(
                        "{\"name\": \"right\", \"cidr\": \"10.57.0.0/24\", \"bmcNetwork\": \"10.58.0.0/24\", \"bmcs\": \"10.58.0.20-10.58.0.30\"}")
                .isProblem(409, """
                        {"type": "segment-overlap", "title": "The segment overlaps another", "status": 409,
                         "detail": "'bmcs' 10.58.0.20-10.58.0.30 overlaps 10.58.0.10-10.58.0.20 of segment 'left'.",
                         "field": "bmcs", "help": "Choose other addresses, or change that segment first."}""");
    }

    @Test
    void aNameIsTakenOnce() {
        enter("{\"name\": \"test-rack\", \"cidr\": \"10.59.0.0/24\"}").isProblem(409, """
                        {"type": "duplicate-name", "title": "The name is taken", "status": 409,
                         "detail": "There is already a segment 'test-rack'.", "field": "name",
                         "help": "Choose another name, or change that one."}""");
    }

    @Test
    void aSiteThatIsNotThereIsRefused() {
        enter("{\"name\": \"lost\", \"site\": \"nowhere\", \"cidr\": \"10.59.0.0/24\"}")
                .isProblem(422, """
                        {"type": "unknown-site", "title": "There is no such site", "status": 422,
                         "detail": "There is no site 'nowhere'.", "field": "site",
                         "help": "Enter it: metalwright sites add nowhere"}""");
    }

    @Test
    void anUnknownFieldIsNamed() {
        enter("{\"name\": \"odd\", \"cidr\": \"10.59.0.0/24\", \"netmask\": \"255.255.255.0\"}")
                .isProblem(400, """
                        {"type": "unknown-field", "title": "A field is unknown", "status": 400,
                         "detail": "There is no field 'netmask'.", "field": "netmask",
                         "help": "Known here: bmcGateway, bmcNetwork, bmcs, cidr, dhcp, gateway, ipv6, machines, name, nameServers, registration, site, vlan."}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "cidr": null                                                          | cidr         | 'cidr' is missing: the network, like 10.77.0.0/24
            "cidr": "10.60.0.5/24"                                                | cidr         | 10.60.0.5/24 has host bits. Write 10.60.0.0/24
            "cidr": "10.60.0.0"                                                   | cidr         | '10.60.0.0' is no network. It reads like 10.77.0.0/24
            "cidr": "10.60.0.0/31"                                                | cidr         | 'cidr' 10.60.0.0/31 has no room for machines: a prefix has at most 30 bits
            "cidr": "10.60.0.0/24", "gateway": "10.61.0.1"                        | gateway      | 'gateway' 10.61.0.1 is no host of 10.60.0.0/24
            "cidr": "10.60.0.0/24", "gateway": "10.60.0.255"                      | gateway      | 'gateway' 10.60.0.255 is no host of 10.60.0.0/24
            "cidr": "10.60.0.0/24", "vlan": 4095                                  | vlan         | 'vlan' 4095 is no VLAN: 1 to 4094
            "cidr": "10.60.0.0/24", "machines": "10.60.0.9"                       | machines     | '10.60.0.9' is no range. It reads like 10.77.0.100-10.77.0.199
            "cidr": "10.60.0.0/24", "machines": "10.60.0.9-10.60.0.2"             | machines     | The range 10.60.0.9-10.60.0.2 ends before it begins
            "cidr": "10.60.0.0/24", "machines": "10.60.0.9-10.60.1.2"             | machines     | 'machines' 10.60.0.9-10.60.1.2 lies outside 10.60.0.0/24
            "cidr": "10.60.0.0/24", "bmcs": "10.62.0.9-10.62.0.20"                | bmcs         | 'bmcs' 10.62.0.9-10.62.0.20 lies outside 10.60.0.0/24
            "cidr": "10.60.0.0/24", "nameServers": ["10.60.0.2", "dns"]           | nameServers[1] | 'dns' is no IPv4 address. It reads like 10.77.0.20
            "cidr": "10.60.0.0/24", "registration": "sometimes"                   | registration | 'sometimes' is none of automatic, manual, off.
            """)
    void aMalformedSegmentIsRefusedByTheFieldThatIsWrong(String fields, String field, String detail) {
        enter("{\"name\": \"malformed\", " + fields + "}").isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "detail": "%s", "field": "%s"}""".formatted(detail, field));
    }

    @Test
    void theRangesOfASegmentDoNotOverlap() {
        enter(
                        "{\"name\": \"both\", \"cidr\": \"10.60.0.0/24\", \"machines\": \"10.60.0.10-10.60.0.50\", \"bmcs\": \"10.60.0.50-10.60.0.60\"}")
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "bmcs",
                         "detail": "'bmcs' 10.60.0.50-10.60.0.60 overlaps the range of the machines, 10.60.0.10-10.60.0.50"}""");
    }

    @Test
    void bmcsThatAskByDhcpHaveARangeOfTheirOwnInTheSegment() {
        enter(
                        "{\"name\": \"classes\", \"cidr\": \"10.64.0.0/24\", \"machines\": \"10.64.0.100-10.64.0.199\", \"dhcp\": {\"classes\": [{\"name\": \"bmc\", \"range\": \"10.64.0.200-10.64.0.249\", \"macs\": [\"D0-94-66\"]}]}}")
                .hasStatus(201);
        var kept = api.call("GET", "/api/v1/segments/classes")
                .send()
                .hasStatus(200)
                .json();
        assertThat(kept.at("/dhcp/classes/0/range").asString()).isEqualTo("10.64.0.200-10.64.0.249");
        assertThat(kept.at("/dhcp/classes/0/macs/0").asString()).isEqualTo("d0:94:66");

        enter(
                        "{\"name\": \"both\", \"cidr\": \"10.65.0.0/24\", \"machines\": \"10.65.0.100-10.65.0.199\", \"dhcp\": {\"classes\": [{\"name\": \"bmc\", \"range\": \"10.65.0.199-10.65.0.249\"}]}}")
                .hasStatus(400);
        enter(
                        "{\"name\": \"nobody\", \"cidr\": \"10.65.0.0/24\", \"dhcp\": {\"classes\": [{\"name\": \"printer\", \"range\": \"10.65.0.199-10.65.0.249\"}]}}")
                .hasStatus(400);
    }

    @Test
    void aSegmentKeepsItsNameAndSite() {
        enter("{\"name\": \"kept\", \"cidr\": \"10.63.0.0/24\"}").hasStatus(201);
        api.call("PUT", "/api/v1/segments/kept")
                .json("{\"name\": \"other\", \"cidr\": \"10.63.0.0/24\"}")
                .send()
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "name",
                         "detail": "The path names 'kept', and the body 'other'.",
                         "help": "A name stays as it is: enter a new one, and delete the old."}""");
        api.call("PUT", "/api/v1/segments/kept")
                .json("{\"site\": \"elsewhere\", \"cidr\": \"10.63.0.0/24\"}")
                .send()
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "site",
                         "detail": "Segment 'kept' belongs to site 'default'.",
                         "help": "A segment stays at its site: delete it, and enter it there."}""");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        api.call("PUT", "/api/v1/segments/test-rack")
                .json("{\"nameServers\": [" + "\"10.60.0.2\",".repeat(400_000) + "\"10.60.0.2\"]}")
                .send()
                .isProblem(413, """
                        {"type": "too-large", "title": "The body is too large", "status": 413,
                         "detail": "A JSON body has at most 4194304 bytes."}""");
    }
}
