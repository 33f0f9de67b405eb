package io.metalwright.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MachineId;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.health.MachineHealth;
import io.metalwright.model.power.PowerState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AlertTest {
    private static final TestApi API = TestApi.running();
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static MachineId enter(String name, String mac) {
        return MachineId.of(API.call("POST", "/api/v1/machines")
                .json("{\"mac\": \"%s\", \"name\": \"%s\"}".formatted(mac, name))
                .send()
                .hasStatus(201)
                .text("/id"));
    }

    private static MachineHealth chassis(String... faults) {
        return HealthRollup.of(new ChassisInfo(PowerState.ON, "unknown", List.of(), List.of(faults)), List.of(), NOON);
    }

    @Test
    void anAlertIsRaisedOnceAndClearedOnceAndSubscribersHearOfBoth() {
        var id = enter("alert-drive", "52:54:00:BB:7A:01");
        API.call("POST", "/api/v1/subscriptions").json("""
                {"name": "alerted", "webhook": {"url": "http://127.0.0.1:1/never"}, "events": ["alert", "alert-cleared"],
                 "machines": ["alert-drive"]}""").send().hasStatus(201);
        for (int look = 0; look < 3; look++) {
            API.cmdb().alerts().settle(id, chassis("drive fault"), List.of());
        }
        var open = API.call("GET", "/api/v1/alerts?machine=alert-drive", Role.VIEWER)
                .send()
                .hasStatus(200);
        assertThat(open.text("/total")).isEqualTo("1");
        assertThat(open.text("/items/0/rule")).isEqualTo("chassis-fault");
        assertThat(open.text("/items/0/subject")).isEqualTo("drive fault");
        assertThat(open.text("/items/0/severity")).isEqualTo("critical");
        assertThat(open.text("/items/0/machineName")).isEqualTo("alert-drive");

        for (int look = 0; look < 3; look++) {
            API.cmdb().alerts().settle(id, chassis(), List.of());
        }
        assertThat(API.call("GET", "/api/v1/alerts?machine=alert-drive").send().text("/total"))
                .isEqualTo("0");
        var all = API.call("GET", "/api/v1/alerts?machine=alert-drive&open=false")
                .send()
                .hasStatus(200);
        assertThat(all.text("/total")).isEqualTo("1");
        assertThat(all.text("/items/0/clearedAt")).isNotEmpty();
        var deliveries = API.call("GET", "/api/v1/subscriptions/alerted/deliveries")
                .send()
                .hasStatus(200);
        assertThat(deliveries.text("/total")).isEqualTo("2");
    }

    @Test
    void whatIsMutedIsListedAndNobodyHearsOfItUntilItIsUnmuted() {
        var id = enter("alert-muted", "52:54:00:BB:7A:02");
        API.call("POST", "/api/v1/subscriptions").json("""
                {"name": "not-alerted", "webhook": {"url": "http://127.0.0.1:1/never"}, "machines": ["alert-muted"]}""").send().hasStatus(201);
        API.call("PUT", "/api/v1/machines/alert-muted/alert-overrides")
                .json("""
                        {"subject": "drive fault", "muted": true, "reason": "the drive is on order"}""")
                .send()
                .hasStatus(200);
        API.cmdb().alerts().settle(id, chassis("drive fault"), List.of());
        assertThat(API.call("GET", "/api/v1/alerts?machine=alert-muted").send().text("/items/0/muted"))
                .isEqualTo("true");
        assertThat(API.call("GET", "/api/v1/subscriptions/not-alerted/deliveries")
                        .send()
                        .text("/total"))
                .isEqualTo("0");
        API.call("DELETE", "/api/v1/machines/alert-muted/alert-overrides?subject=drive%20fault")
                .send()
                .hasStatus(204);
        API.cmdb().alerts().settle(id, chassis("drive fault"), List.of());
        assertThat(API.call("GET", "/api/v1/alerts?machine=alert-muted").send().text("/total"))
                .isEqualTo("1");
        assertThat(API.call("GET", "/api/v1/subscriptions/not-alerted/deliveries")
                        .send()
                        .text("/total"))
                .isEqualTo("1");
    }

    @Test
    void anEventIsOverWhenAnotherSaysSoOrAPersonDoes() {
        var id = enter("alert-event", "52:54:00:BB:7A:03");
        var lost = new BmcEvent("0x01", NOON, "PSU2", "Power Supply", "AC lost", true, Health.CRITICAL, null);
        var back = new BmcEvent("0x02", NOON, "PSU2", "Power Supply", "AC lost", false, Health.OK, null);
        API.cmdb().alerts().settle(id, chassis(), List.of(lost));
        API.cmdb().alerts().settle(id, chassis(), List.of());
        assertThat(open(id)).isEqualTo("1");
        API.cmdb().alerts().settle(id, chassis(), List.of(back));
        assertThat(open(id)).isEqualTo("0");

        API.cmdb().alerts().settle(id, chassis(), List.of(lost));
        var alert = API.call("GET", "/api/v1/alerts?machine=" + id).send().text("/items/0/id");
        API.call("POST", "/api/v1/alerts/" + alert + "/clear", Role.VIEWER)
                .send()
                .hasStatus(403);
        assertThat(API.call("POST", "/api/v1/alerts/" + alert + "/clear")
                        .send()
                        .hasStatus(200)
                        .text("/clearedBy"))
                .isNotEmpty();
        assertThat(open(id)).isEqualTo("0");
        API.call("POST", "/api/v1/alerts/999999999/clear").send().hasStatus(404);
    }

    @Test
    void aSilentBmcLeavesWhatHeldOpenAndIsToldOfByItself() {
        var id = enter("alert-silent", "52:54:00:BB:7A:04");
        API.cmdb().alerts().settle(id, chassis("drive fault"), List.of());
        var silent = chassis("drive fault").askedInVain(Instant.now().minusSeconds(3600), true, "no answer");
        API.cmdb().alerts().settle(id, silent, List.of());
        assertThat(open(id)).isEqualTo("2");
        API.cmdb().alerts().settle(id, chassis("drive fault"), List.of());
        assertThat(open(id)).isEqualTo("1");
    }

    @Test
    void rulesAreEnteredChangedAndRemovedAndTheirAlertsEndWithThem() {
        var id = enter("alert-rule", "52:54:00:BB:7A:05");
        API.call("PUT", "/api/v1/alert-rules/opened").json("""
                {"condition": {"type": "event", "severity": "warning", "eventType": "Physical Security"}}""").send().is(200, """
                {
                  "name": "opened",
                  "condition": {"type": "event", "severity": "warning", "eventType": "Physical Security"},
                  "severity": "warning",
                  "enabled": true
                }""");
        API.cmdb()
                .alerts()
                .settle(
                        id,
                        chassis(),
                        List.of(new BmcEvent(
                                "0x01", NOON, "Lid", "Physical Security", "opened", true, Health.WARNING, null)));
        assertThat(open(id)).isEqualTo("1");
        API.call("DELETE", "/api/v1/alert-rules/opened").send().hasStatus(204);
        API.cmdb().alerts().settle(id, chassis(), List.of());
        assertThat(open(id)).isEqualTo("0");
        API.call("DELETE", "/api/v1/alert-rules/opened").send().hasStatus(404);
        API.call("PUT", "/api/v1/alert-rules/wrong").json("""
                        {"condition": {"type": "sensor-value", "sensor": "Inlet"}}""").send().hasStatus(400);
        API.call("PUT", "/api/v1/machines/alert-rule/alert-overrides")
                .json("""
                        {"rule": "no-such-rule", "muted": true}""")
                .send()
                .hasStatus(422);
    }

    private static String open(MachineId machine) {
        return API.call("GET", "/api/v1/alerts?machine=" + machine)
                .send()
                .hasStatus(200)
                .text("/total");
    }
}
