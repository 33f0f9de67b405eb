package io.metalwright.api.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.health.MachineEvent;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.health.EventSource;
import io.metalwright.model.health.EventSubscription;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.power.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MachineHealthTest {
    private static final TestApi API = TestApi.running();
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static MachineId enter(String name, String mac) {
        return MachineId.of(API.call("POST", "/api/v1/machines")
                .json("""
                {"mac": "%s", "name": "%s",
                 "bmc": {"address": "10.77.1.78", "user": "admin", "password": "bmc-secret-78"}}""".formatted(mac, name))
                .send()
                .hasStatus(201)
                .text("/id"));
    }

    @Test
    void aMachineThatNobodyAskedYetIsUnknown() {
        enter("never-asked", "52:54:00:BB:79:01");
        API.call("GET", "/api/v1/machines/never-asked/health", Role.VIEWER)
                .send()
                .is(200, """
                {"health": "unknown", "reasons": [], "faults": [], "sensors": []}""");
    }

    @Test
    void whatTheBmcLastToldIsToldWithItsReasonsAndStandsInTheList() {
        var id = enter("fan-stands", "52:54:00:BB:79:02");
        var healths = API.cmdb().machineHealths();
        healths.claim(SiteName.of("default"), Duration.ofHours(1), 1000);
        healths.record(
                id,
                HealthRollup.of(
                        new ChassisInfo(PowerState.ON, "unknown", List.of(), List.of()),
                        List.of(new Sensor(
                                "0x30",
                                "Fan1",
                                "7.1",
                                "Fan",
                                200.0,
                                "RPM",
                                List.of("below the lower critical"),
                                Health.CRITICAL,
                                null,
                                null)),
                        NOON),
                null);
        var answer = API.call("GET", "/api/v1/machines/fan-stands/health", Role.VIEWER)
                .send()
                .hasStatus(200);
        assertThat(answer.text("/health")).isEqualTo("critical");
        assertThat(answer.text("/reasons/0")).isEqualTo("Fan1 reads 200.0 RPM: below the lower critical");
        assertThat(answer.text("/power")).isEqualTo("on");
        assertThat(answer.text("/answeredAt")).isEqualTo(NOON.toString());
        assertThat(API.call("GET", "/api/v1/machines?search=fan-stands")
                        .send()
                        .hasStatus(200)
                        .text("/items/0/health"))
                .isEqualTo("critical");
    }

    @Test
    void whetherTheBmcPushesItsEventsIsTold() {
        var id = enter("pushing", "52:54:00:BB:79:04");
        var bmc = API.cmdb().machines().find(id).orElseThrow().bmc().target(id);
        subscribe(new EventSubscription(bmc, "/redfish/v1/x", "https://192.0.2.5:8443", "door", NOON, null));
        var path = "/api/v1/machines/pushing/health";
        var pushing = API.call("GET", path, Role.VIEWER).send().hasStatus(200);
        assertThat(pushing.text("/health")).isEqualTo("unknown");
        assertThat(pushing.text("/eventPush/works")).isEqualTo("true");
        assertThat(pushing.text("/eventPush/since")).isEqualTo(NOON.toString());
        subscribe(new EventSubscription(bmc, null, "https://192.0.2.5:8443", "door", NOON, "it has no EventService"));
        var answer = API.call("GET", path, Role.VIEWER).send().hasStatus(200);
        assertThat(answer.text("/eventPush/works")).isEqualTo("false");
        assertThat(answer.text("/eventPush/trouble")).isEqualTo("it has no EventService");
    }

    private static void subscribe(EventSubscription subscription) {
        API.cmdb().eventSubscriptions().record(SiteName.of("default"), subscription);
    }

    @Test
    void keptEventsAreToldTheNewestFirst() {
        var id = enter("eventful", "52:54:00:BB:79:03");
        API.cmdb()
                .machineEvents()
                .enter(
                        id,
                        List.of(
                                event(id, "0x0001", NOON, "Lower Critical"),
                                event(id, "0x0002", null, "Fully Redundant")));
        var answer = API.call("GET", "/api/v1/machines/eventful/events", Role.VIEWER)
                .send()
                .hasStatus(200);
        assertThat(answer.text("/total")).isEqualTo("2");
        assertThat(answer.text("/items/0/words")).isEqualTo("Fully Redundant");
        assertThat(answer.text("/items/1/happenedAt")).isEqualTo(NOON.toString());
        assertThat(API.call("GET", "/api/v1/machines/eventful/events?search=lower")
                        .send()
                        .hasStatus(200)
                        .text("/items/0/entry"))
                .isEqualTo("0x0001");
        API.call("GET", "/api/v1/machines/no-such-machine/events").send().hasStatus(404);
    }

    private static MachineEvent event(MachineId machine, String entry, @Nullable Instant at, String words) {
        return MachineEvent.of(
                machine,
                EventSource.LOG,
                new BmcEvent(entry, at, "Fan1", "Fan", words, true, Health.CRITICAL, null),
                NOON);
    }
}
