package io.metalwright.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final TestApi api = TestApi.running();

    @Test
    void aChangeIsWrittenDownWithItsAuthor() {
        api.call("POST", "/api/v1/sites").json("{\"name\": \"audited\"}").send().hasStatus(201);
        api.call("DELETE", "/api/v1/sites/audited").send().hasStatus(204);
        var found = api.call("GET", "/api/v1/audit?search=sites/audited&sort=at,asc")
                .send();
        found.is(200, """
                {"items": [{"at": "%s", "who": "test-admin", "action": "DELETE /api/v1/sites/{name}",
                            "target": "/api/v1/sites/audited", "detail": "204"}],
                 "page": 0, "size": 50, "total": 1}""".formatted(found.text("/items/0/at")));
    }

    @Test
    void aRefusedChangeIsWrittenDownWithItsReason() {
        api.call("DELETE", "/api/v1/sites/refused-site").send().hasStatus(404);
        assertThat(api.call("GET", "/api/v1/audit?search=refused-site").send().text("/items/0/detail"))
                .isEqualTo("404 There is no site 'refused-site'.");
    }

    @Test
    void aRefusedCallWithALongPathIsWrittenDownToo() {
        api.stranger("POST", "/api/v1/machines/refused-and-long-" + "x".repeat(2000))
                .send()
                .hasStatus(401);
        var found = api.call("GET", "/api/v1/audit?search=refused-and-long").send();
        assertThat(found.text("/total")).isEqualTo("1");
        assertThat(found.text("/items/0/action"))
                .startsWith("POST /api/v1/machines/refused-and-long-x")
                .hasSize(255);
        assertThat(found.text("/items/0/detail")).startsWith("401 ");
    }

    @Test
    void viewersDoNotReadIt() {
        api.call("GET", "/api/v1/audit", Role.VIEWER).send().hasStatus(403);
    }
}
