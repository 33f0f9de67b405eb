package io.metalwright.model.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.power.PowerState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthRollupTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static ChassisInfo chassis(PowerState power, String... faults) {
        return new ChassisInfo(power, "unknown", List.of(), List.of(faults));
    }

    private static Sensor sensor(String name, String type, Health health, String... states) {
        return new Sensor("0x30", name, "7.1", type, 200.0, "RPM", List.of(states), health, null, null);
    }

    @Test
    void aMachineIsAsWellAsTheWorstOfItAndTheWorstIsToldFirst() {
        var health = HealthRollup.of(
                chassis(PowerState.ON, "drive fault"),
                List.of(
                        sensor("Fan1", "Fan", Health.OK),
                        sensor("Inlet", "Temperature", Health.WARNING, "above the upper warning"),
                        sensor("Fan2", "Fan", Health.CRITICAL, "below the lower critical")),
                NOON);
        assertThat(health.health()).isEqualTo(Health.CRITICAL);
        assertThat(health.reasons())
                .containsExactly(
                        "chassis: drive fault",
                        "Fan2 reads 200.0 RPM: below the lower critical",
                        "Inlet reads 200.0 RPM: above the upper warning");
    }

    @Test
    void fansOfAMachineThatIsOffMayStand() {
        var fan = sensor("Fan2", "Fan", Health.CRITICAL, "below the lower critical");
        var inlet = sensor("Inlet", "Temperature", Health.OK);
        assertThat(HealthRollup.of(chassis(PowerState.OFF), List.of(fan, inlet), NOON)
                        .health())
                .isEqualTo(Health.OK);
        assertThat(HealthRollup.of(chassis(PowerState.ON), List.of(fan, inlet), NOON)
                        .health())
                .isEqualTo(Health.CRITICAL);
    }

    @Test
    void whoTellsNothingOfItselfIsNotWell() {
        assertThat(HealthRollup.of(chassis(PowerState.ON), List.of(), NOON).health())
                .isEqualTo(Health.UNKNOWN);
    }

    @Test
    void aBmcThatFallsSilentLeavesItsLastReadingsAndNoJudgement() {
        var well = HealthRollup.of(chassis(PowerState.ON), List.of(sensor("Fan1", "Fan", Health.OK)), NOON);
        var silent = well.askedInVain(NOON.plusSeconds(60), true, "no answer");
        var still = silent.askedInVain(NOON.plusSeconds(120), true, "no answer");
        assertThat(still.health()).isEqualTo(Health.UNKNOWN);
        assertThat(still.silentSince()).isEqualTo(NOON.plusSeconds(60));
        assertThat(still.answeredAt()).isEqualTo(NOON);
        assertThat(still.sensors()).isEqualTo(well.sensors());
        assertThat(still.askedInVain(NOON.plusSeconds(180), false, "refused").silentSince())
                .isNull();
    }
}
