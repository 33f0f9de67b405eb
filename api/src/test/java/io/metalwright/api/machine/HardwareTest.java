package io.metalwright.api.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.model.hardware.Drive;
import io.metalwright.model.hardware.FactSource;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.SystemFacts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareTest {
    private static final TestApi API = TestApi.running();

    @Test
    void theHardwareIsToldFromBothSides() {
        var machine = TestMachine.register(API.cmdb());
        var at = Instant.parse("2026-02-01T00:00:00Z");
        API.cmdb()
                .inspections()
                .recordOutOfBand(
                        machine.id(),
                        new OutOfBandReport(
                                1,
                                at,
                                "Redfish",
                                new SystemFacts("Acme", "Rack 2", null, null, null, null),
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                new Memory(1 << 30, List.of()),
                                List.of(new Drive(
                                        "Bay 1",
                                        8_000_000_000L,
                                        null,
                                        "DISK-" + machine.id(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        "OK")),
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                List.of(),
                                List.of()));
        API.cmdb().inspections().recordChanges(machine.id(), FactSource.OUT_OF_BAND, at, List.of("Disk D1 is gone."));

        var answer = API.call("GET", "/api/v1/machines/" + machine.name() + "/hardware")
                .send();

        answer.hasStatus(200);
        assertThat(answer.text("/inBandAt")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(answer.text("/outOfBandAt")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(answer.text("/differences/0"))
                .isEqualTo("System: product is Rack 1 in-band, and Rack 2 by the BMC.");
        assertThat(answer.text("/changes/0/line")).isEqualTo("Disk D1 is gone.");
        assertThat(answer.text("/changes/0/source")).isEqualTo("out-of-band");
        assertThat(answer.json()
                        .path("parts")
                        .valueStream()
                        .map(part -> part.path("kind").asString()))
                .contains("system", "memory", "disk", "port");
        assertThat(answer.text("/outOfBand/drives/0/place")).isEqualTo("Bay 1");
    }

    @Test
    void aMachineWithoutABmcCannotBeAskedThroughIt() {
        var entered = API.call("POST", "/api/v1/machines").json("""
                        {"mac": "52:54:00:bb:0b:01", "name": "without-bmc"}""").send();
        entered.hasStatus(201);
        var answer = API.call("POST", "/api/v1/runs").json("""
                        {"kind": "inspect", "machine": "without-bmc", "spec": {"outOfBand": true}}""").send();
        answer.hasStatus(422);
        assertThat(answer.text("/detail")).isEqualTo("No BMC of machine without-bmc is known.");
    }
}
