package io.metalwright.api.profile;

import io.metalwright.api.support.TestApi;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private final TestApi api = TestApi.running();

    @Test
    void aProfileIsEnteredChangedAndDeleted() {
        var entered = api.call("POST", "/api/v1/profiles")
                .json("{\"name\": \"db\", \"spec\": {\"raid\": \"software-raid1\", \"bios\": {\"SMT\": \"off\"}}}")
                .send()
                .hasStatus(201);
        entered.is(201, """
                {"name": "db", "description": null, "createdAt": "%s", "updatedAt": "%s",
                 "spec": {"raid": "software-raid1", "bootMode": null, "secureBoot": null, "bios": {"SMT": "off"}}}""".formatted(entered.text("/createdAt"), entered.text("/updatedAt")));
        var changed = api.call("PUT", "/api/v1/profiles/db")
                .json("{\"spec\": {\"bootMode\": \"UEFI\", \"secureBoot\": true}}")
                .send();
        changed.is(200, """
                {"name": "db", "description": null, "createdAt": "%s", "updatedAt": "%s",
                 "spec": {"raid": null, "bootMode": "UEFI", "secureBoot": true, "bios": {}}}""".formatted(entered.text("/createdAt"), changed.text("/updatedAt")));
        api.call("DELETE", "/api/v1/profiles/db").send().hasStatus(204);
        api.call("GET", "/api/v1/profiles/db").send().hasStatus(404);
    }

    @Test
    void secureBootNeedsUefi() {
        api.call("POST", "/api/v1/profiles")
                .json("{\"name\": \"no\", \"spec\": {\"bootMode\": \"BIOS\", \"secureBoot\": true}}")
                .send()
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400,
                         "detail": "'secureBoot' needs UEFI, and 'bootMode' says BIOS", "field": "spec.secureBoot"}""");
    }
}
