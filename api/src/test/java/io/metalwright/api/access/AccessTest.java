package io.metalwright.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final TestApi API = TestApi.running();

    @Test
    void whoBringsNoTokenIsAskedForOne() {
        var answer = API.stranger("GET", "/api/v1/machines").send();

        answer.isProblem(401, """
                {
                  "type": "unauthenticated",
                  "title": "Who is asking?",
                  "status": 401,
                  "detail": "This call needs an access token.",
                  "help": "Send 'Authorization: Bearer mw_…'. The first token is in the file admin-token of the data folder."
                }""");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"metalwright\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer mw_", "Bearer mw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Bearer ' or 1=1"})
    void aTokenThatNobodyHasIsRefused(String header) {
        API.stranger("GET", "/api/v1/machines")
                .header("Authorization", header)
                .send()
                .isProblem(401, """
                        {
                          "type": "unauthenticated",
                          "title": "Who is asking?",
                          "status": 401,
                          "detail": "The access token is not known, or was taken back.",
                          "help": "Send 'Authorization: Bearer mw_…'. The first token is in the file admin-token of the data folder."
                        }""");
    }

    @Test
    void aViewerStartsNothing() {
        API.call("POST", "/api/v1/runs", Role.VIEWER).json("{}").send().isProblem(403, """
                {
                  "type": "forbidden",
                  "title": "This token may not do that",
                  "status": 403,
                  "detail": "Token 'test-viewer' has the role viewer; operator is needed.",
                  "help": "Ask an administrator for a token with that role."
                }""");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,    /api/v1/machines,                VIEWER
            GET,    /api/v1/runs,                    VIEWER
            GET,    /api/v1/images,                  VIEWER
            GET,    /api/v1/audit,                   OPERATOR
            POST,   /api/v1/machines,                OPERATOR
            PATCH,  /api/v1/machines/m-none0001,     OPERATOR
            DELETE, /api/v1/machines/m-none0001,     OPERATOR
            POST,   /api/v1/runs,                    OPERATOR
            POST,   /api/v1/runs/none/retry,         OPERATOR
            POST,   /api/v1/runs/none/skip,          OPERATOR
            POST,   /api/v1/runs/none/cancel,        OPERATOR
            POST,   /api/v1/sites,                   ADMIN
            GET,    /api/v1/tokens,                  ADMIN
            POST,   /api/v1/tokens,                  ADMIN
            GET,    /api/v1/users,                   ADMIN
            """)
    void eachCallNeedsItsRole(String method, String path, Role needed) {
        for (var role : Role.values()) {
            var status = API.call(method, path, role)
                    .json(method.equals("GET") ? "" : "{}")
                    .send()
                    .status();
            if (role.may(needed)) {
                assertThat(status).as(role + " " + method + " " + path).isNotIn(401, 403);
            } else {
                assertThat(status).as(role + " " + method + " " + path).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/machines/",
                "//api/v1/machines",
                "/api/v1/./machines",
                "/api/v1/openapi.json/../machines",
                "/api/v1/openapi.json;/../machines",
                "/%61pi/v1/machines",
                "/api/v1/tokens;x=1"
            })
    void noSpellingOfAPathGetsPastTheToken(String path) {
        var answer = API.stranger("GET", path).send();

        assertThat(answer.status()).as(answer.body()).isIn(400, 401, 404);
        assertThat(answer.body()).doesNotContain("items");
    }

    @Test
    void aViewerGetsPastNoRoleBySpellingThePathOtherwise() {
        for (var path : new String[] {
            "/api/v1//tokens", "/api/v1/%74okens", "/api/v1/tokens;a=b", "/api/v1/./tokens", "/api/v1/tokens/"
        }) {
            var answer = API.call("GET", path, Role.VIEWER).send();
            assertThat(answer.status()).as(path + " " + answer.body()).isIn(400, 403, 404);
            assertThat(answer.body()).doesNotContain("\"items\"");
        }
    }

    @Test
    void everyChangeAndEveryRefusedCallIsWrittenDown() {
        var entered = API.call("POST", "/api/v1/machines", Role.OPERATOR)
                .json("""
                        {"mac": "52:54:00:be:00:01", "name": "audited"}""")
                .send()
                .hasStatus(201);
        API.call("POST", "/api/v1/machines", Role.VIEWER).json("{}").send().hasStatus(403);

        var trail = API.call("GET", "/api/v1/audit?size=500").send().json().path("items");

        assertThat(trail.valueStream()).anySatisfy(entry -> {
            assertThat(entry.path("who").asString()).isEqualTo("test-operator");
            assertThat(entry.path("action").asString()).isEqualTo("POST /api/v1/machines");
            assertThat(entry.path("target").asString()).isEqualTo(entered.text("/id"));
            assertThat(entry.path("detail").asString()).isEqualTo("201");
        });
        assertThat(trail.valueStream()).anySatisfy(entry -> {
            assertThat(entry.path("who").asString()).isEqualTo("test-viewer");
            assertThat(entry.path("detail").asString())
                    .isEqualTo("403 Token 'test-viewer' has the role viewer; operator is needed.");
        });
    }
}
