package io.metalwright.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.power.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MetricsTest {
    private static final TestApi API = TestApi.running();

    private static Sensor temperature(String name, double value) {
        return new Sensor("0x01", name, "7.1", "Temperature", value, "degrees C", List.of(), Health.OK, null, null);
    }

    @Test
    void aViewersTokenReadsHowMachinesFare() {
        var id = MachineId.of(API.call("POST", "/api/v1/machines")
                .json("""
                {"mac": "52:54:00:BB:7B:01", "name": "measured",
                 "bmc": {"address": "10.77.1.79", "user": "admin", "password": "bmc-secret-79"}}""")
                .send()
                .hasStatus(201)
                .text("/id"));
        API.cmdb().machineHealths().claim(SiteName.of("default"), Duration.ofHours(1), 1000);
        API.cmdb()
                .machineHealths()
                .record(
                        id,
                        HealthRollup.of(
                                new ChassisInfo(PowerState.ON, "unknown", List.of(), List.of()),
                                List.of(temperature("CPU1 Temp", 61.5), temperature("Inlet Temp", 24)),
                                Instant.now()),
                        null);
        var text =
                API.call("GET", "/metrics", Role.VIEWER).send().hasStatus(200).body();
        assertThat(text)
                .contains("metalwright_machine_health{machine=\"measured\",site=\"default\"} 1\n")
                .contains("metalwright_machine_power_on{machine=\"measured\",site=\"default\"} 1\n")
                .contains("metalwright_machine_hottest_celsius{machine=\"measured\",site=\"default\"} 61.5\n")
                .contains("metalwright_machine_inlet_celsius{machine=\"measured\",site=\"default\"} 24\n")
                .contains("# TYPE metalwright_runs gauge\n")
                .doesNotContain("bmc-secret-79");
    }

    @Test
    void nobodyReadsThemWithoutAToken() {
        API.stranger("GET", "/metrics").send().hasStatus(401);
    }
}
