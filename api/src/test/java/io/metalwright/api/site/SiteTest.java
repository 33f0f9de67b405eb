package io.metalwright.api.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import org.junit.jupiter.api.Test;

class SiteTest {
    private final TestApi api = TestApi.running();

    @Test
    void aSiteIsEnteredReadAndDeleted() {
        var entered = api.call("POST", "/api/v1/sites")
                .json("{\"name\": \"ber1\", \"description\": \"Berlin, cellar\"}")
                .send()
                .hasStatus(201);
        assertThat(entered.headers().firstValue("Location")).hasValue("/api/v1/sites/ber1");
        entered.is(201, """
                {"name": "ber1", "description": "Berlin, cellar", "createdAt": "%s"}""".formatted(entered.text("/createdAt")));
        api.call("GET", "/api/v1/sites/ber1").send().is(200, entered.body());
        api.call("DELETE", "/api/v1/sites/ber1").send().hasStatus(204);
        api.call("GET", "/api/v1/sites/ber1").send().isProblem(404, """
                        {"type": "not-found", "title": "There is no such thing", "status": 404,
                         "detail": "There is no site 'ber1'."}""");
    }

    @Test
    void theSiteDefaultIsThereFromTheStartAndStays() {
        assertThat(api.call("GET", "/api/v1/sites?search=default").send().text("/items/0/name"))
                .isEqualTo("default");
        api.call("DELETE", "/api/v1/sites/default").send().isProblem(409, """
                        {"type": "site-in-use", "title": "The site is in use", "status": 409,
                         "detail": "The site 'default' stays: it is where machines are that nobody placed elsewhere."}""");
    }

    @Test
    void aNameIsTakenOnce() {
        api.call("POST", "/api/v1/sites").json("{\"name\": \"default\"}").send().isProblem(409, """
                        {"type": "duplicate-name", "title": "The name is taken", "status": 409,
                         "detail": "There is already a site 'default'.", "field": "name",
                         "help": "Choose another name, or change that one."}""");
    }

    @Test
    void aMalformedNameIsRefused() {
        api.call("POST", "/api/v1/sites")
                .json("{\"name\": \"Berlin 1\"}")
                .send()
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "name",
                         "detail": "'Berlin 1' is no site name. Use a letter, then letters, digits and hyphens: ber1"}""");
    }

    @Test
    void aSiteWithSegmentsIsNotDeleted() {
        api.call("POST", "/api/v1/sites").json("{\"name\": \"full\"}").send().hasStatus(201);
        api.call("POST", "/api/v1/segments")
                .json("{\"name\": \"full-rack\", \"site\": \"full\", \"cidr\": \"10.70.0.0/24\"}")
                .send()
                .hasStatus(201);
        api.call("DELETE", "/api/v1/sites/full").send().isProblem(409, """
                        {"type": "site-in-use", "title": "The site is in use", "status": 409,
                         "detail": "Site 'full' has segments.", "help": "Delete them first."}""");
    }

    @Test
    void aSiteWithBootConfigurationsIsNotDeleted() {
        api.call("POST", "/api/v1/sites").json("{\"name\": \"booting\"}").send().hasStatus(201);
        api.call("POST", "/api/v1/boot-configurations")
                .json(
                        "{\"name\": \"of-booting\", \"site\": \"booting\", \"documents\": {\"ipxe\": \"#!ipxe\\nshell\"}}")
                .send()
                .hasStatus(201);
        api.call("DELETE", "/api/v1/sites/booting").send().isProblem(409, """
                        {"type": "site-in-use", "title": "The site is in use", "status": 409,
                         "detail": "Site 'booting' has boot configurations.", "help": "Delete them first."}""");
        api.call("DELETE", "/api/v1/boot-configurations/of-booting").send().hasStatus(204);
        api.call("DELETE", "/api/v1/sites/booting").send().hasStatus(204);
    }

    @Test
    void onlyAdministratorsEnterSites() {
        api.call("POST", "/api/v1/sites", Role.OPERATOR)
                .json("{\"name\": \"mine\"}")
                .send()
                .hasStatus(403);
    }
}
