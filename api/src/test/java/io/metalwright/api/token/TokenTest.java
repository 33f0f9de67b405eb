package io.metalwright.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import org.junit.jupiter.api.Test;

class TokenTest {
    private final TestApi api = TestApi.running();

    @Test
    void aTokenIsToldOnceOpensTheApiAndIsTakenBack() {
        var made = api.call("POST", "/api/v1/tokens")
                .json("{\"name\": \"dashboard\", \"role\": \"viewer\"}")
                .send()
                .hasStatus(201);
        var plain = made.text("/token");
        assertThat(plain).matches("mw_[A-Za-z0-9_-]{43}");
        made.is(201, """
                {"id": "%s", "name": "dashboard", "role": "viewer", "createdAt": "%s", "usedAt": null, "token": "%s"}""".formatted(made.text("/id"), made.text("/createdAt"), plain));

        api.stranger("GET", "/api/v1/machines")
                .header("Authorization", "Bearer " + plain)
                .send()
                .hasStatus(200);
        var read = api.call("GET", "/api/v1/tokens/" + made.text("/id")).send();
        assertThat(read.body()).doesNotContain(plain).doesNotContain("\"token\"");
        assertThat(read.text("/usedAt")).isNotEmpty();

        api.call("DELETE", "/api/v1/tokens/" + made.text("/id")).send().hasStatus(204);
        api.stranger("GET", "/api/v1/machines")
                .header("Authorization", "Bearer " + plain)
                .send()
                .hasStatus(401);
    }

    @Test
    void noListHoldsATokenInPlain() {
        var list = api.call("GET", "/api/v1/tokens?size=500").send().hasStatus(200);
        assertThat(list.body()).doesNotContain(api.token(Role.ADMIN)).doesNotContain("tokenSum");
    }

    @Test
    void aNameIsTakenOnce() {
        api.call("POST", "/api/v1/tokens")
                .json("{\"name\": \"test-admin\", \"role\": \"admin\"}")
                .send()
                .isProblem(409, """
                        {"type": "duplicate-name", "title": "The name is taken", "status": 409,
                         "detail": "There is already a token 'test-admin'.", "field": "name",
                         "help": "Choose another name, or change that one."}""");
    }

    @Test
    void aRoleThatIsNoneIsRefused() {
        api.call("POST", "/api/v1/tokens")
                .json("{\"name\": \"god\", \"role\": \"root\"}")
                .send()
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "role",
                         "detail": "'root' is none of viewer, operator, admin."}""");
    }

    @Test
    void onlyAdministratorsSeeTokens() {
        api.call("GET", "/api/v1/tokens", Role.OPERATOR).send().isProblem(403, """
                        {"type": "forbidden", "title": "This token may not do that", "status": 403,
                         "detail": "Token 'test-operator' has the role operator; admin is needed.",
                         "help": "Ask an administrator for a token with that role."}""");
    }

    @Test
    void theLastTokenOfAnAdministratorStays() {
        var admins = api.call("GET", "/api/v1/tokens?size=500")
                .send()
                .json()
                .at("/items")
                .valueStream()
                .filter(token -> token.at("/role").asString().equals("admin"))
                .map(token -> token.at("/id").asString())
                .toList();
        assertThat(admins).containsExactly("t-admin");
        api.call("DELETE", "/api/v1/tokens/t-admin").send().isProblem(409, """
                        {"type": "last-admin", "title": "This is the last administrator's token", "status": 409,
                         "detail": "Without 'test-admin' nobody could make tokens any more.",
                         "help": "Make another token with the role admin first."}""");
    }
}
