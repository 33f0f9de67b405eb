package io.metalwright.api.metrics;

import io.metalwright.cmdb.figures.Figures;
import io.metalwright.model.metrics.Exposition;
import io.metalwright.model.power.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the CMDB knows, as Prometheus reads it. The same in every API process: ask one of them. */
public final class CmdbMetrics {
    /** With four series each that is what a small Prometheus takes without a thought; of more machines the sums are told. */
    private static final int MOST_MACHINES = 5_000;

    private final Figures figures;

    public CmdbMetrics(Figures figures) {
        this.figures = figures;
    }

    public String text() {
        var text = new Exposition();
        counts(text, "metalwright_runs", "Runs by kind and state.", "kind", "state", figures.runs());
        counts(text, "metalwright_machines", "Machines by site and state.", "site", "state", figures.machines());
        counts(text, "metalwright_alerts_open", "Alerts that hold.", "severity", "muted", figures.alerts());
        counts(text, "metalwright_notices", "Notices of the last month.", "event", "state", figures.deliveries());
        machines(text, figures.machinesLookedAfter(MOST_MACHINES));
        return text.text();
    }

    private static void counts(
            Exposition text, String name, String help, String first, String second, List<Figures.Count> counts) {
        text.gauge(name, help);
        for (var count : counts) {
            text.value(Map.of(first, count.first(), second, count.second()), count.count());
        }
    }

    private static void machines(Exposition text, List<Figures.Looked> machines) {
        text.gauge("metalwright_machine_health", "0 unknown, 1 ok, 2 warning, 3 critical, as its BMC last told.");
        for (var machine : machines) {
            text.value(labels(machine), machine.health().ordinal());
        }
        text.gauge("metalwright_machine_power_on", "1 on, 0 off, as it last read.");
        for (var machine : machines) {
            if (machine.power() != null) {
                text.value(labels(machine), machine.power() == PowerState.ON ? 1 : 0);
            }
        }
        text.gauge("metalwright_machine_bmc_silent_seconds", "How long its BMC has not answered; 0 of one that does.");
        var now = Instant.now();
        for (var machine : machines) {
            var since = machine.silentSince();
            text.value(
                    labels(machine),
                    since == null ? 0 : Duration.between(since, now).toSeconds());
        }
        text.gauge("metalwright_machine_hottest_celsius", "The highest of its temperature sensors.");
        for (var machine : machines) {
            if (machine.hottest() != null) {
                text.value(labels(machine), machine.hottest());
            }
        }
        text.gauge(
                "metalwright_machine_inlet_celsius", "Its inlet or ambient temperature, where a sensor is named so.");
        for (var machine : machines) {
            if (machine.inlet() != null) {
                text.value(labels(machine), machine.inlet());
            }
        }
    }

    private static Map<String, String> labels(Figures.Looked machine) {
        return Map.of("machine", machine.machine(), "site", machine.site().value());
    }
}
