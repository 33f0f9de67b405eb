package io.metalwright.api.template;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.TestApi;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private final TestApi api = TestApi.running();

    private Answer enter(String name, String spec) {
        return api.call("POST", "/api/v1/templates")
                .json("{\"name\": \"" + name + "\", \"spec\": " + spec + "}")
                .send();
    }

    @Test
    void aTemplateHoldsAnyPartOfASpec() {
        var entered = enter(
                        "web", "{\"image\": \"debian-13\", \"disks\": {\"raid\": \"software-raid1\", \"serials\": []}}")
                .hasStatus(201);
        entered.is(201, """
                {"name": "web", "description": null, "createdAt": "%s", "updatedAt": "%s",
                 "spec": {"image": "debian-13", "disks": {"raid": "software-raid1", "serials": []}}}""".formatted(entered.text("/createdAt"), entered.text("/updatedAt")));
        var changed = api.call("PUT", "/api/v1/templates/web")
                .json("{\"description\": \"Web servers\", \"spec\": {}}")
                .send();
        changed.is(200, """
                {"name": "web", "description": "Web servers", "spec": {}, "createdAt": "%s", "updatedAt": "%s"}""".formatted(entered.text("/createdAt"), changed.text("/updatedAt")));
        api.call("DELETE", "/api/v1/templates/web").send().hasStatus(204);
        api.call("DELETE", "/api/v1/templates/web").send().hasStatus(404);
    }

    @Test
    void aFieldThatNoSpecHasIsNamed() {
        enter("odd", "{\"disks\": {\"raid\": \"none\", \"serial\": \"A\"}}").isProblem(400, """
                        {"type": "unknown-field", "title": "A field is unknown", "status": 400,
                         "detail": "There is no field 'spec.disks.serial'.", "field": "spec.disks.serial",
                         "help": "Known here: raid, serials, volume."}""");
    }

    @Test
    void aWrongValueIsNamedWithItsPlace() {
        enter("odd", "{\"users\": [{\"name\": \"Root User\"}]}").isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400,
                         "detail": "'users[].name' Root User is no account name: small letters, digits, - and _",
                         "field": "spec.users[0].name"}""");
    }

    @Test
    void aTemplateHoldsNoPassword() {
        enter("leaky", "{\"users\": [{\"name\": \"ada\", \"password\": \"correct horse\"}]}")
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400,
                         "detail": "A template holds no password, since everybody may read it.",
                         "field": "spec.users[0].password",
                         "help": "Give it when a run is started, or let the user in by a key: sshKeys."}""");
    }

    @Test
    void aTemplateNamesNoMachine() {
        enter("bound", "{\"machine\": \"m-00000001\"}").isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400,
                         "detail": "A template is for any machine, so it names none.", "field": "spec.machine"}""");
    }
}
