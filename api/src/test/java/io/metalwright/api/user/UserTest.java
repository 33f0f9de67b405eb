package io.metalwright.api.user;

import io.metalwright.api.support.TestApi;
import org.junit.jupiter.api.Test;

class UserTest {
    private final TestApi api = TestApi.running();

    @Test
    void aPersonIsEnteredChangedAndDeleted() {
        var entered = api.call("POST", "/api/v1/users")
                .json("{\"name\": \"ada\", \"role\": \"operator\", \"email\": \"ada@example.org\"}")
                .send()
                .hasStatus(201);
        api.call("PUT", "/api/v1/users/ada")
                .json("{\"role\": \"viewer\"}")
                .send()
                .is(200, """
                        {"name": "ada", "role": "viewer", "email": null, "createdAt": "%s"}""".formatted(entered.text("/createdAt")));
        api.call("DELETE", "/api/v1/users/ada").send().hasStatus(204);
        api.call("GET", "/api/v1/users/ada").send().hasStatus(404);
    }

    @Test
    void aMalformedAddressIsRefused() {
        api.call("POST", "/api/v1/users")
                .json("{\"name\": \"bob\", \"role\": \"viewer\", \"email\": \"bob\"}")
                .send()
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "email",
                         "detail": "'email' is no mail address. It reads like ada@example.org"}""");
    }

    @Test
    void aNameIsNeeded() {
        api.call("POST", "/api/v1/users").json("{\"role\": \"viewer\"}").send().isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "name",
                         "detail": "'name' is missing: what the user shall be called"}""");
    }
}
