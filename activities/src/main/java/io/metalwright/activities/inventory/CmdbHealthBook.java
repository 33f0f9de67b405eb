package io.metalwright.activities.inventory;

import io.metalwright.activities.health.HealthBook;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.health.MachineEvent;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.health.EventSource;
import io.metalwright.model.health.MachineHealth;
import io.metalwright.model.power.BmcTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link HealthBook} in the CMDB. */
public final class CmdbHealthBook implements HealthBook {
    /** Between a look and the next one that events bring on. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final Cmdb cmdb;

    public CmdbHealthBook(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public List<BmcTarget> claim(SiteName site, Duration interval, int most) {
        return cmdb.machineHealths().claim(site, interval, most).stream()
                .flatMap(this::target)
                .toList();
    }

    private Stream<BmcTarget> target(MachineId machine) {
        return cmdb.machines().find(machine).stream()
                .flatMap(row -> Optional.ofNullable(row.bmc()).stream())
                .map(bmc -> bmc.target(machine));
    }

    @Override
    public MachineHealth known(MachineId machine) {
        return cmdb.machineHealths().of(machine);
    }

    @Override
    public Optional<String> eventLogMark(MachineId machine) {
        return cmdb.machineHealths().eventLogMark(machine);
    }

    @Override
    public Told told(SiteName site, String address, EventSource source, BmcEvent event) {
        return cmdb.machines()
                .findByBmc(site, address)
                .map(machine -> kept(machine, source, event))
                .orElse(Told.NOBODY);
    }

    @Override
    public Told told(SiteName site, MachineId machine, EventSource source, BmcEvent event) {
        return cmdb.machines()
                .find(machine)
                .filter(row -> row.site().equals(site))
                .map(row -> kept(machine, source, event))
                .orElse(Told.NOBODY);
    }

    private Told kept(MachineId machine, EventSource source, BmcEvent event) {
        var health = known(machine);
        var named = numbered(named(event, health));
        var entered =
                cmdb.machineEvents().enter(machine, List.of(MachineEvent.of(machine, source, named, Instant.now())));
        if (entered.isEmpty()) {
            return Told.KNOWN;
        }
        cmdb.alerts().settle(machine, health, List.of(named));
        cmdb.machineHealths().hasten(machine, soon(health));
        return Told.KEPT;
    }

    private static Instant soon(MachineHealth health) {
        var now = Instant.now();
        var rested = health.askedAt() == null ? now : health.askedAt().plus(REST);
        return rested.isAfter(now) ? rested : now;
    }

    /** Who sends an event tells a sensor by number; how it is called is known from the last look. */
    private static BmcEvent named(BmcEvent event, MachineHealth health) {
        return health.sensors().stream()
                .filter(sensor -> ("#" + sensor.id()).equalsIgnoreCase(event.sensor()))
                .findFirst()
                .map(sensor -> changed(event, event.id(), sensor.name()))
                .orElse(event);
    }

    /** Numbers come back after a while; without a time, the hour of its coming tells one event from a later one. */
    private static BmcEvent numbered(BmcEvent event) {
        return event.time() != null
                ? event
                : changed(event, event.id() + "-" + Instant.now().truncatedTo(ChronoUnit.HOURS), event.sensor());
    }

    private static BmcEvent changed(BmcEvent event, String id, @Nullable String sensor) {
        return new BmcEvent(
                id,
                event.time(),
                sensor,
                event.type(),
                event.words(),
                event.asserted(),
                event.severity(),
                event.detail());
    }

    /** Events before the mark: when this process dies in between, they are read once more, and kept once. */
    @Override
    public void record(
            MachineId machine,
            MachineHealth before,
            MachineHealth health,
            List<BmcEvent> events,
            @Nullable String mark) {
        var now = Instant.now();
        boolean first = before.answeredAt() == null;
        var entered = cmdb.machineEvents()
                .enter(
                        machine,
                        events.stream()
                                .map(event -> MachineEvent.of(machine, EventSource.LOG, event, now))
                                .toList());
        cmdb.machineHealths().record(machine, health, mark);
        // What stood in the log before we first read it is history, and not news.
        cmdb.alerts()
                .settle(
                        machine,
                        health,
                        first
                                ? List.of()
                                : entered.stream().map(MachineEvent::told).toList());
    }
}
