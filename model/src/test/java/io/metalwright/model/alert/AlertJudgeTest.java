package io.metalwright.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.health.MachineHealth;
import io.metalwright.model.power.PowerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertJudgeTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final AlertRule CRITICAL =
            rule("sensor-critical", new AlertCondition.SensorHealth(Health.CRITICAL, null));
    private static final AlertRule SILENT = rule("bmc-silent", new AlertCondition.BmcSilent(15));
    private static final AlertRule FAULT = rule("chassis-fault", new AlertCondition.ChassisFault());
    private static final AlertRule EVENT = rule("event-critical", new AlertCondition.Event(Health.CRITICAL, null));
    private static final AlertRule INLET = rule("inlet", new AlertCondition.SensorValue("Inlet", 30.0, null));

    private static AlertRule rule(String name, AlertCondition condition) {
        return new AlertRule(name, null, condition, Health.CRITICAL, true);
    }

    private static Sensor sensor(String name, String type, double value, Health health) {
        return new Sensor("0x30", name, "7.1", type, value, "", List.of(), health, null, null);
    }

    private static MachineHealth machine(Sensor... sensors) {
        return HealthRollup.of(
                new ChassisInfo(PowerState.ON, "unknown", List.of(), List.of("drive fault")), List.of(sensors), NOON);
    }

    private static List<String> told(List<AlertOverride> overrides, MachineHealth health, AlertRule... rules) {
        return new AlertJudge(List.of(rules), overrides, NOON)
                .judge(health).stream()
                        .map(holding ->
                                holding.rule().name() + " " + holding.subject() + (holding.muted() ? " muted" : ""))
                        .toList();
    }

    private static AlertOverride mute(String rule, String subject, @Nullable Instant until) {
        return new AlertOverride(rule, subject, true, until, null, null, null);
    }

    @Test
    void eachRuleTellsWhatItIsAbout() {
        var health = machine(
                sensor("Fan1", "Fan", 200, Health.CRITICAL),
                sensor("Fan2", "Fan", 4000, Health.OK),
                sensor("Inlet", "Temperature", 31, Health.OK));
        assertThat(told(List.of(), health, CRITICAL, FAULT, INLET, SILENT))
                .containsExactly("sensor-critical Fan1", "chassis-fault drive fault", "inlet Inlet");
    }

    @Test
    void aRuleForOneTypeOfSensorPassesTheOthersOver() {
        var supplies = rule("supplies", new AlertCondition.SensorHealth(Health.CRITICAL, "Power Supply"));
        var health = machine(
                sensor("Fan1", "Fan", 200, Health.CRITICAL), sensor("PSU2", "Power Supply", 0, Health.CRITICAL));
        assertThat(told(List.of(), health, supplies)).containsExactly("supplies PSU2");
    }

    @Test
    void aBmcIsToldToBeSilentAfterItsTimeAndItsSensorsAreNotJudged() {
        var well = machine(sensor("Fan1", "Fan", 200, Health.CRITICAL));
        assertThat(told(
                        List.of(),
                        well.askedInVain(NOON.minusSeconds(899), true, "no answer"),
                        SILENT,
                        CRITICAL,
                        FAULT))
                .isEmpty();
        assertThat(told(
                        List.of(),
                        well.askedInVain(NOON.minusSeconds(900), true, "no answer"),
                        SILENT,
                        CRITICAL,
                        FAULT))
                .containsExactly("bmc-silent BMC");
    }

    @Test
    void whatIsMutedHoldsAndIsMarkedUntilItsTimeIsOver() {
        var health = machine(sensor("Fan1", "Fan", 200, Health.CRITICAL), sensor("Fan2", "Fan", 100, Health.CRITICAL));
        assertThat(told(List.of(mute("*", "Fan1", null)), health, CRITICAL))
                .containsExactly("sensor-critical Fan1 muted", "sensor-critical Fan2");
        assertThat(told(List.of(mute("sensor-critical", "*", NOON.plusSeconds(1))), health, CRITICAL))
                .containsExactly("sensor-critical Fan1 muted", "sensor-critical Fan2 muted");
        assertThat(told(List.of(mute("sensor-critical", "*", NOON)), health, CRITICAL))
                .containsExactly("sensor-critical Fan1", "sensor-critical Fan2");
        assertThat(told(List.of(mute("another", "*", null)), health, CRITICAL))
                .containsExactly("sensor-critical Fan1", "sensor-critical Fan2");
    }

    @Test
    void anotherThresholdCountsInPlaceOfThoseOfRuleAndBmc() {
        var health =
                machine(sensor("Fan1", "Fan", 200, Health.CRITICAL), sensor("Inlet", "Temperature", 31, Health.OK));
        var slow = new AlertOverride("*", "Fan1", false, null, null, 150.0, "a quiet fan");
        var hot = new AlertOverride("inlet", "Inlet", false, null, 35.0, null, null);
        assertThat(told(List.of(slow, hot), health, CRITICAL, INLET)).isEmpty();
        var stopped = new AlertOverride("*", "Fan1", false, null, null, 250.0, null);
        assertThat(told(List.of(stopped), health, CRITICAL)).containsExactly("sensor-critical Fan1");
    }

    @Test
    void aRuleThatIsSwitchedOffTellsNothing() {
        var off = new AlertRule("off", null, CRITICAL.condition(), Health.CRITICAL, false);
        assertThat(told(List.of(), machine(sensor("Fan1", "Fan", 200, Health.CRITICAL)), off))
                .isEmpty();
    }

    @Test
    void anEventIsToldOnceForWhatItIsAbout() {
        var lost = new BmcEvent("0x01", NOON, "PSU2", "Power Supply", "AC lost", true, Health.CRITICAL, null);
        assertThat(new AlertJudge(List.of(EVENT, CRITICAL), List.of(), NOON).judge(lost))
                .extracting(Holding::subject)
                .containsExactly("PSU2: AC lost");
        var harmless = new BmcEvent("0x02", NOON, "PSU2", "Power Supply", "Presence", true, Health.OK, null);
        assertThat(new AlertJudge(List.of(EVENT), List.of(), NOON).judge(harmless))
                .isEmpty();
    }
}
