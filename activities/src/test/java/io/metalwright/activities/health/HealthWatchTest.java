package io.metalwright.activities.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.health.redfish.EventPaths;
import io.metalwright.activities.health.redfish.EventSubscribing;
import io.metalwright.activities.inventory.CmdbHealthBook;
import io.metalwright.activities.inventory.CmdbSubscriptionBook;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.IpmiSimulator;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.health.MachineEvent;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.alert.Alert;
import io.metalwright.model.alert.AlertCondition;
import io.metalwright.model.alert.AlertRule;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** A BMC as that of a Dell R730, in ipmi_sim, looked after by two workers; ipmitool is the judge of what its log holds. */
@Timeout(120)
class HealthWatchTest {
    private static final MachineId MACHINE = MachineId.of("m-00000001");
    private static final SiteName SITE = SiteName.of("default");
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @Test
    void aMachineIsLookedAfterAndItsEventsAreKeptOnceAndItsSilenceIsToldAndItsReturn() throws Exception {
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(folder.resolve("cmdb")));
                var simulator = IpmiSimulator.recorded(folder, "dell_r730")) {
            var keys = SiteKeys.inFile(folder.resolve("site.key"));
            enter(cmdb, simulator);
            cmdb.alertRules().put(new AlertRule("gone", null, new AlertCondition.BmcSilent(0), Health.CRITICAL, true));
            try (var one = new Worker(cmdb, keys);
                    var two = new Worker(cmdb, keys)) {
                await("the first look", () -> cmdb.machineHealths().of(MACHINE).answeredAt() != null);
                var well = cmdb.machineHealths().of(MACHINE);
                assertThat(well.power()).isEqualTo(PowerState.OFF);
                assertThat(well.health()).isNotEqualTo(Health.UNKNOWN);
                assertThat(well.sensors()).hasSizeGreaterThan(30);

                int logged = inTheLog(simulator);
                await("all of the log", () -> kept(cmdb).size() >= logged);
                var overheated = folder.resolve("overheated");
                Files.writeString(overheated, "0x04 0x01 0x30 0x01 0x59 0x00 0x00\n");
                simulator.ipmitool("sel", "add", overheated.toString());
                await("a new event", () -> kept(cmdb).size() > logged);
                var looked = cmdb.machineHealths().of(MACHINE).answeredAt();
                await("two more looks", () -> answeredSince(cmdb, looked, INTERVAL.multipliedBy(2)));
                assertThat(kept(cmdb)).hasSize(inTheLog(simulator));
                assertThat(kept(cmdb).getLast().words()).containsIgnoringCase("upper critical");

                simulator.kill();
                await("silence", () -> cmdb.machineHealths().of(MACHINE).silentSince() != null);
                var silent = cmdb.machineHealths().of(MACHINE);
                assertThat(silent.health()).isEqualTo(Health.UNKNOWN);
                assertThat(silent.sensors()).isEqualTo(well.sensors());
                assertThat(silent.trouble()).contains("127.0.0.1");
                await("the alert", () -> open(cmdb).contains("gone"));

                simulator.restart();
                // Polls leave a silent BMC alone for a while; whoever else asks finds it awake.
                await("an answer to somebody", () -> one.asksInPerson(cmdb) && two.asksInPerson(cmdb));
                await("the way back", () -> cmdb.machineHealths().of(MACHINE).silentSince() == null);
                await("the end of the alert", () -> !open(cmdb).contains("gone"));
            }
        }
    }

    private static void enter(Cmdb cmdb, IpmiSimulator simulator) {
        cmdb.machines()
                .enter(MachineRow.entered(
                        MACHINE,
                        "srv1",
                        SITE,
                        MachineState.DEPLOYED,
                        MacAddress.of("52:54:00:00:00:01"),
                        Instant.now()));
        cmdb.machines()
                .recordBmc(
                        MACHINE,
                        new MachineBmc(
                                BmcProtocol.IPMI,
                                "127.0.0.1",
                                simulator.address().port(),
                                "admin",
                                SecretReference.of("secret:bmc/" + MACHINE)));
    }

    private static int inTheLog(IpmiSimulator simulator) throws Exception {
        var list = simulator.ipmitool("sel", "elist").strip();
        return list.isEmpty() || list.contains("no entries") ? 0 : list.split("\n").length;
    }

    private static List<MachineEvent> kept(Cmdb cmdb) {
        return cmdb.machineEvents()
                .of(MACHINE, null, PageRequest.of(0, 500, Sort.by("id")))
                .getContent();
    }

    private static List<String> open(Cmdb cmdb) {
        return cmdb.alerts()
                .list(MACHINE, true, PageRequest.of(0, 100))
                .map(Alert::rule)
                .getContent();
    }

    private static boolean answeredSince(Cmdb cmdb, Instant before, Duration time) {
        var answered = cmdb.machineHealths().of(MACHINE).answeredAt();
        return answered != null && answered.isAfter(before.plus(time));
    }

    private static void await(String what, BooleanSupplier seen) throws InterruptedException {
        var until = Instant.now().plusSeconds(60);
        while (!seen.getAsBoolean()) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(50);
        }
    }

    /** A site worker's part in this. */
    private static final class Worker implements AutoCloseable {
        private final IpmiLogin ipmi;
        private final BmcBroker broker;
        private final BmcVisits visits;
        private final EventSubscribing subscribing;
        private final HealthWatch watch;

        Worker(Cmdb cmdb, SiteKeys keys) throws Exception {
            ipmi = IpmiLogin.open(Patience.DEFAULT);
            broker = new BmcBroker(ipmi, BmcBroker.IDLE);
            visits = new BmcVisits(broker, reference -> Secret.of("factory-secret"));
            subscribing =
                    EventSubscribing.start(SITE, null, new EventPaths(keys), visits, new CmdbSubscriptionBook(cmdb));
            watch = HealthWatch.start(SITE, INTERVAL, visits, new CmdbHealthBook(cmdb), subscribing);
        }

        boolean asksInPerson(Cmdb cmdb) {
            try {
                var bmc = cmdb.machines().find(MACHINE).orElseThrow().bmc();
                return bmc != null && visits.visit(bmc.target(MACHINE), open -> true);
            } catch (RuntimeException e) {
                return false;
            }
        }

        @Override
        public void close() throws InterruptedException {
            watch.close();
            subscribing.close();
            broker.close();
            ipmi.close();
        }
    }
}
