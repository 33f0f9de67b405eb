package io.metalwright.cmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.metalwright.cmdb.bmc.BmcPlace;
import io.metalwright.cmdb.console.ConsoleDoor;
import io.metalwright.cmdb.console.ConsoleTicket;
import io.metalwright.cmdb.health.MachineEvent;
import io.metalwright.cmdb.image.ImageState;
import io.metalwright.cmdb.machine.MacTaken;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.machine.MachineFilter;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.machine.NameTaken;
import io.metalwright.cmdb.machine.Tags;
import io.metalwright.cmdb.queue.QueueState;
import io.metalwright.cmdb.queue.QueuedRun;
import io.metalwright.cmdb.run.NumberedLine;
import io.metalwright.cmdb.run.RunFilter;
import io.metalwright.cmdb.secret.Seal.Sealed;
import io.metalwright.cmdb.secret.Secrets.KeyUse;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.cmdb.site.Site;
import io.metalwright.cmdb.template.OsTemplate;
import io.metalwright.cmdb.token.AccessToken;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.health.EventSource;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.health.MachineHealth;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** What the CMDB promises, on whatever database it lies. Every test brings its own names, so that they share one database. */
abstract class CmdbContract {
    private static final SiteName SITE = SiteName.of("default");
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123Z");

    abstract Cmdb cmdb();

    /** With the key under which its secrets lie. */
    abstract Path keyFile();

    @Test
    void aConsoleHasOneDoorUntilItsTimeIsOver() {
        var doors = cmdb().consoleDoors();
        var machine = MachineId.of("m-console01");
        var one = new ConsoleDoor(machine, "http://10.0.0.1:8080");
        var two = new ConsoleDoor(machine, "http://10.0.0.2:8080");
        assertThat(doors.find(machine)).isEmpty();
        assertThat(doors.claim(one, Instant.now().plusSeconds(30))).isEqualTo(one);
        assertThat(doors.claim(two, Instant.now().plusSeconds(30))).isEqualTo(one);
        assertThat(doors.claim(one, Instant.now().minusSeconds(1))).isEqualTo(one);
        assertThat(doors.find(machine)).isEmpty();
        assertThat(doors.claim(two, Instant.now().plusSeconds(30))).isEqualTo(two);
        doors.leave(one);
        assertThat(doors.find(machine)).contains(two);
        doors.leave(two);
        assertThat(doors.find(machine)).isEmpty();
    }

    @Test
    void aConsoleTicketLetsInOnce() {
        var tickets = cmdb().consoleTickets();
        var ticket = new ConsoleTicket(MachineId.of("m-console01"), ConsoleTicket.Purpose.WATCH, "grace");
        var plain = tickets.issue(ticket);
        assertThat(tickets.redeem(plain + "x")).isEmpty();
        assertThat(tickets.redeem(plain)).contains(ticket);
        assertThat(tickets.redeem(plain)).isEmpty();
    }

    @Test
    void aMachineThatIsToBeAskedGoesToOneWorker() throws Exception {
        var site = newSite();
        var all = new HashSet<MachineId>();
        for (int i = 0; i < 20; i++) {
            all.add(machineWithBmc(site));
        }
        var withoutBmc = newId();
        cmdb().machines()
                .enter(MachineRow.entered(
                        withoutBmc, "srv" + withoutBmc, site, MachineState.DISCOVERED, newMac(), NOON));
        var healths = cmdb().machineHealths();
        var claimed = new ConcurrentLinkedQueue<MachineId>();
        // The first claim enters them, each at its own moment of the interval.
        claimed.addAll(healths.claim(site, Duration.ofMillis(50), 100));
        Thread.sleep(60);
        claimed.clear();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < 4; worker++) {
                workers.submit(() -> claimed.addAll(healths.claim(site, Duration.ofHours(1), 7)));
            }
        }
        for (int rest = 0; rest < 3; rest++) {
            claimed.addAll(healths.claim(site, Duration.ofHours(1), 100));
        }
        assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void howAMachineFaresIsToldUntilItIsKnownOtherwise() {
        var site = newSite();
        var machine = machineWithBmc(site);
        var healths = cmdb().machineHealths();
        assertThat(healths.of(machine)).isEqualTo(MachineHealth.UNKNOWN);
        healths.claim(site, Duration.ofHours(1), 1);

        var well = HealthRollup.of(
                new ChassisInfo(PowerState.ON, "unknown", List.of(), List.of()),
                List.of(new Sensor("0x30", "Fan1", "7.1", "Fan", 3840.0, "RPM", List.of(), Health.OK, null, null)),
                NOON);
        healths.record(machine, well, "12/3");
        assertThat(healths.of(machine)).isEqualTo(well);
        assertThat(healths.of(List.of(machine))).containsOnly(Map.entry(machine, Health.OK));
        assertThat(healths.eventLogMark(machine)).contains("12/3");

        var silent = well.askedInVain(NOON.plusSeconds(300), true, "no answer");
        healths.record(machine, silent, "12/3");
        assertThat(healths.of(machine)).isEqualTo(silent);
        assertThat(healths.of(List.of(machine))).containsOnly(Map.entry(machine, Health.UNKNOWN));
        assertThat(silent.askedInVain(NOON.plusSeconds(600), true, "no answer").silentSince())
                .isEqualTo(NOON.plusSeconds(300));

        cmdb().machines().delete(machine);
        assertThat(healths.of(machine)).isEqualTo(MachineHealth.UNKNOWN);
    }

    @Test
    void anEventThatIsReadAgainIsKeptOnce() {
        var machine = machineWithBmc(SITE);
        var events = cmdb().machineEvents();
        var first = event(machine, "0x0001", NOON);
        var later = event(machine, "0x0002", NOON.plusSeconds(1));
        // A log that was cleared counts from one again.
        var again = event(machine, "0x0001", NOON.plusSeconds(2));
        assertThat(events.enter(machine, List.of(first, later))).hasSize(2);
        assertThat(events.enter(machine, List.of(first, later, again)))
                .extracting(MachineEvent::happenedAt)
                .containsExactly(NOON.plusSeconds(2));
        assertThat(events.enter(machine, List.of(first, later, again))).isEmpty();
        var page = PageRequest.of(0, 10, Sort.by("id"));
        assertThat(events.of(machine, null, page).getContent())
                .extracting(MachineEvent::entry)
                .containsExactly("0x0001", "0x0002", "0x0001");
        assertThat(events.of(machine, "nothing like that", page).getContent()).isEmpty();
        assertThat(events.of(machineWithBmc(SITE), null, page).getContent()).isEmpty();
    }

    private static MachineEvent event(MachineId machine, String entry, Instant at) {
        return MachineEvent.of(
                machine,
                EventSource.LOG,
                new BmcEvent(entry, at, "Fan1", "Fan", "Lower Critical going low", true, Health.CRITICAL, null),
                NOON.plusSeconds(3600));
    }

    private SiteName newSite() {
        var site = SiteName.of("health-" + ThreadLocalRandom.current().nextInt(1_000_000));
        cmdb().sites().enter(new Site(site, null, NOON));
        return site;
    }

    private MachineId machineWithBmc(SiteName site) {
        var id = newId();
        cmdb().machines().enter(MachineRow.entered(id, "srv" + id, site, MachineState.DISCOVERED, newMac(), NOON));
        cmdb().machines()
                .recordBmc(
                        id,
                        new MachineBmc(
                                BmcProtocol.IPMI, "10.9.1.1", 623, "admin", SecretReference.of("secret:bmc/" + id)));
        return id;
    }

    @Test
    void aMachineIsReadAsItWasEntered() {
        var row = machine();
        cmdb().machines().enter(row);

        assertThat(cmdb().machines().find(row.id())).contains(row);
        assertThat(cmdb().machines().find(row.macs().addresses().getFirst())).contains(row);
        assertThat(cmdb().machines().findByName(row.name())).contains(row);
    }

    @Test
    void theFirstCertificateOfABmcCountsUntilItIsForgotten() {
        var certificates = cmdb().bmcCertificates();
        var first = Sha256.sumOf("first");
        var second = Sha256.sumOf("second");

        assertThat(certificates.find("10.9.9.9", 443)).isEmpty();
        assertThat(certificates.enter("10.9.9.9", 443, first)).isTrue();
        assertThat(certificates.enter("10.9.9.9", 443, second)).isFalse();
        assertThat(certificates.find("10.9.9.9", 443)).contains(first);
        assertThat(certificates.find("10.9.9.9", 8443)).isEmpty();

        certificates.enter("10.9.9.9", 22, first);
        certificates.forget("10.9.9.9");
        assertThat(certificates.find("10.9.9.9", 22)).isEmpty();
        assertThat(certificates.enter("10.9.9.9", 443, second)).isTrue();
        assertThat(certificates.find("10.9.9.9", 443)).contains(second);
    }

    @Test
    void aRefusedCredentialIsRememberedUntilItsBmcIsMended() {
        var refusals = cmdb().bmcRefusals();
        var bmc = new BmcPlace(BmcProtocol.IPMI, "10.9.9.8", 623);
        refusals.enter(bmc, "f1", "the password is wrong");
        refusals.enter(bmc, "f1", "said by another worker");

        assertThat(refusals.find(bmc, "f1")).contains("the password is wrong");
        assertThat(refusals.find(bmc, "f2")).isEmpty();
        assertThat(refusals.find(new BmcPlace(BmcProtocol.REDFISH, "10.9.9.8", 623), "f1"))
                .isEmpty();

        refusals.forget(bmc);
        assertThat(refusals.find(bmc, "f1")).isEmpty();
    }

    @Test
    void aWordThatABmcWasMendedIsHeardOnce() {
        var refusals = cmdb().bmcRefusals();
        var bmc = new BmcPlace(BmcProtocol.IPMI, "10.9.9.7", 623);
        assertThat(refusals.hear(bmc, "run-1/3")).isTrue();
        assertThat(refusals.hear(bmc, "run-1/3")).isFalse();
        assertThat(refusals.hear(bmc, "run-1/4")).isTrue();
        assertThat(refusals.hear(new BmcPlace(BmcProtocol.IPMI, "10.9.9.7", 624), "run-1/4"))
                .isTrue();
    }

    @Test
    void aPortCannotBeTwoMachines() {
        var first = machine();
        cmdb().machines().enter(first);
        var mac = first.macs().addresses().getFirst();
        var second = MachineRow.entered(newId(), "other", SITE, MachineState.DISCOVERED, mac, NOON);

        assertThatExceptionOfType(MacTaken.class)
                .isThrownBy(() -> cmdb().machines().enter(second))
                .withMessage("The MAC address " + mac + " belongs to machine " + first.id());
        assertThat(cmdb().machines().find(second.id())).isEmpty();
    }

    @Test
    void aNameCannotBeTwoMachines() {
        var first = machine();
        var second = machine();
        cmdb().machines().enter(first);
        cmdb().machines().enter(second);

        assertThatExceptionOfType(NameTaken.class)
                .isThrownBy(() -> cmdb().machines().rename(second.id(), first.name()));
    }

    @Test
    void eachChangeOfAMachineLeavesTheRestAlone() {
        var row = machine();
        var machines = cmdb().machines();
        machines.enter(row);
        var bmc = new MachineBmc(
                BmcProtocol.IPMI, "10.77.1.9", 623, "admin", SecretReference.of("secret:bmc/" + row.id()));

        machines.recordBmc(row.id(), bmc);
        machines.recordState(row.id(), MachineState.FAILED, "no sign of life");
        machines.tag(row.id(), new Tags(List.of("größer", "b")));
        machines.recordDeployment(row.id(), "web1", Ipv4Address.of("10.77.0.20"), "debian", null);

        var found = machines.find(row.id()).orElseThrow();
        assertThat(found.bmc()).isEqualTo(bmc);
        assertThat(found.state()).isEqualTo(MachineState.DEPLOYED);
        assertThat(found.stateReason()).isNull();
        assertThat(found.tags().words()).containsExactly("größer", "b");
        assertThat(found.hostname()).isEqualTo("web1");
        assertThat(found.macs()).isEqualTo(row.macs());
        assertThat(found.createdAt()).isEqualTo(row.createdAt());
    }

    @Test
    void aReportBringsItsPortsAndItsSummary() {
        var row = machine();
        var machines = cmdb().machines();
        machines.enter(row);
        var second = newMac();
        var report = Reports.with(row.macs().addresses().getFirst(), second);

        machines.recordHardware(row.id(), report, List.of(second));
        machines.recordHardware(row.id(), report, List.of(second));

        assertThat(machines.hardware(row.id())).contains(report);
        var found = machines.find(second).orElseThrow();
        assertThat(found.id()).isEqualTo(row.id());
        assertThat(found.serial()).isEqualTo("SN-1");
        assertThat(found.summary()).isNotNull();
        assertThat(found.summary().cores()).isEqualTo(4);
        assertThat(found.summary().diskBytes()).isEqualTo(10_000_000_000L);
        assertThat(found.macs().addresses())
                .containsExactly(row.macs().addresses().getFirst(), second);
    }

    @Test
    void aDeletedMachineGivesBackItsPortAndItsAddresses() {
        var row = machine();
        cmdb().machines().enter(row);
        var address = newAddress();
        cmdb().addresses().hold(SITE, address, AddressPurpose.BOOT, row.id(), null);

        assertThat(cmdb().machines().delete(row.id())).isTrue();

        assertThat(cmdb().machines().find(row.macs().addresses().getFirst())).isEmpty();
        assertThat(cmdb().addresses().holder(SITE, address)).isEmpty();
        assertThat(cmdb().machines().delete(row.id())).isFalse();
    }

    @Test
    void aSearchFindsPartsInAnyCaseAndTakesNoWildcards() {
        var row = machine();
        cmdb().machines().enter(row);
        var part = row.name().substring(3).toUpperCase(java.util.Locale.ROOT);

        assertThat(namesFound(part)).containsExactly(row.name());
        assertThat(namesFound(row.macs().joined().toUpperCase(java.util.Locale.ROOT)))
                .containsExactly(row.name());
        assertThat(namesFound("%")).isEmpty();
        assertThat(namesFound("_" + part)).isEmpty();
    }

    private List<String> namesFound(String typed) {
        return cmdb().machines()
                .search(new MachineFilter(null, SITE, typed), PageRequest.of(0, 50, Sort.by("name")))
                .map(MachineRow::name)
                .getContent();
    }

    @Test
    void aListComesInPages() {
        var mark = "page" + newId().value().substring(2);
        for (int number = 0; number < 5; number++) {
            cmdb().machines()
                    .enter(MachineRow.entered(
                            newId(), mark + number, SITE, MachineState.AVAILABLE, newMac(), NOON.plusSeconds(number)));
        }
        var filter = new MachineFilter(MachineState.AVAILABLE, null, mark);

        var page = cmdb().machines().search(filter, PageRequest.of(1, 2, Sort.by(Sort.Direction.DESC, "createdAt")));

        assertThat(page.getTotalElements()).isEqualTo(5);
        assertThat(page.map(MachineRow::name)).containsExactly(mark + 2, mark + 1);
    }

    @Test
    void manyWhoAskAtOnceGetAnAddressEach() throws Exception {
        var range = AddressRange.of("10.9.0.1-10.9.0.30");
        var machines = IntStream.range(0, 30).mapToObj(number -> machine()).toList();
        machines.forEach(cmdb().machines()::enter);
        var given = java.util.Collections.synchronizedSet(new HashSet<Ipv4Address>());

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var machine : machines) {
                callers.submit(() -> given.add(allot(range, machine.id()).orElseThrow()));
            }
        }

        // 30 addresses less the network's own would be 10.9.0.0; .1 is the gateway and kept free.
        assertThat(given).hasSize(29).doesNotContain(Ipv4Address.of("10.9.0.1"));
        assertThat(allot(range, machines.getFirst().id())).isEmpty();
    }

    private java.util.Optional<Ipv4Address> allot(AddressRange range, MachineId machine) {
        return cmdb().addresses()
                .allot(
                        SITE,
                        Cidr.of("10.9.0.0/24"),
                        range,
                        Set.of(Ipv4Address.of("10.9.0.1")),
                        AddressPurpose.BOOT,
                        machine);
    }

    @Test
    void whereAMachineBootedBeforeIsGivenBack() {
        var row = machine();
        cmdb().machines().enter(row);
        var addresses = cmdb().addresses();
        var first = newAddress();
        var second = newAddress();
        var third = newAddress();
        addresses.hold(SITE, first, AddressPurpose.BOOT, row.id(), null);

        addresses.hold(SITE, second, AddressPurpose.BOOT, row.id(), null);
        addresses.bootAt(second, row.id(), null, null);
        assertThat(addresses.holder(SITE, first)).isEmpty();

        addresses.hold(SITE, third, AddressPurpose.BOOT, row.id(), null);
        addresses.bootAt(third, row.id(), second, null);
        assertThat(purpose(second)).as("the system's").isEqualTo(AddressPurpose.SYSTEM);
        assertThat(purpose(third)).isEqualTo(AddressPurpose.BOOT);

        addresses.bootAt(second, row.id(), second, "run-1");
        assertThat(purpose(second)).as("the system boots there too").isEqualTo(AddressPurpose.BOOT);
        assertThat(purpose(third)).as("the run may deploy it").isEqualTo(AddressPurpose.SYSTEM);
        addresses.releaseUndeployed(row.id());
        assertThat(addresses.holder(SITE, third)).isEmpty();
    }

    private AddressPurpose purpose(Ipv4Address address) {
        return cmdb().addresses().holder(SITE, address).orElseThrow().purpose();
    }

    @Test
    void anAddressIsHeldByOneMachine() {
        var first = machine();
        var second = machine();
        cmdb().machines().enter(first);
        cmdb().machines().enter(second);
        var address = newAddress();
        var addresses = cmdb().addresses();

        assertThat(addresses.hold(SITE, address, AddressPurpose.SYSTEM, first.id(), "run-1"))
                .isEmpty();
        assertThat(addresses.hold(SITE, address, AddressPurpose.SYSTEM, first.id(), "run-1"))
                .isEmpty();
        assertThat(addresses.hold(SITE, address, AddressPurpose.SYSTEM, second.id(), "run-2"))
                .hasValueSatisfying(lease -> assertThat(lease.machine()).isEqualTo(first.id()));

        addresses.releaseUndeployed(first.id());
        assertThat(addresses.hold(SITE, address, AddressPurpose.SYSTEM, second.id(), "run-2"))
                .isEmpty();
    }

    @Test
    void whatFailsTogetherLeavesNothing() {
        var row = machine();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> cmdb().atomically(() -> {
                    cmdb().machines().enter(row);
                    throw new IllegalStateException("cut");
                }));

        assertThat(cmdb().machines().find(row.id())).isEmpty();
    }

    @Test
    void aRunIsWrittenAgainAndAgainAndAnOlderViewNeverWins() {
        var runs = cmdb().runs();
        var id = "run-" + newId();
        runs.write(view(id, RunState.RUNNING, null), 2);
        runs.write(view(id, RunState.WAITING, null), 4);
        runs.write(view(id, RunState.RUNNING, null), 3);

        var row = runs.find(id).orElseThrow();
        assertThat(row.state()).isEqualTo(RunState.WAITING);
        assertThat(row.step()).isEqualTo("image");
        assertThat(row.details()).isEqualTo(view(id, RunState.WAITING, null));
        assertThat(row.revision()).isEqualTo(2);

        runs.write(view(id, RunState.DONE, NOON.plusSeconds(9)), 5);
        runs.write(view(id, RunState.RUNNING, null), 6);
        assertThat(runs.find(id).orElseThrow().state()).isEqualTo(RunState.DONE);
        assertThat(runs.close(view(id, RunState.FAILED, NOON))).isFalse();
    }

    @Test
    void whoAskedForARunIsKeptWhicheverWroteFirst() {
        var runs = cmdb().runs();
        var early = "run-" + newId();
        runs.write(view(early, RunState.WAITING, null), 3);
        runs.enter(view(early, RunState.RUNNING, null), "alice", "{}");
        var late = "run-" + newId();
        runs.enter(view(late, RunState.RUNNING, null), "bob", "{\"image\":\"x\"}");
        runs.write(view(late, RunState.WAITING, null), 3);

        assertThat(runs.find(early).orElseThrow().state()).isEqualTo(RunState.WAITING);
        assertThat(runs.find(early).orElseThrow().requestedBy()).isEqualTo("alice");
        assertThat(runs.find(late).orElseThrow().requestedBy()).isEqualTo("bob");
        assertThat(runs.find(late).orElseThrow().spec()).isEqualTo("{\"image\":\"x\"}");
        assertThat(runs.revisions(List.of(early, late, "none"))).hasSize(2);
    }

    @Test
    void runsWaitForTheirMachineInTheOrderInWhichTheyWereAskedFor() {
        var machine = machine();
        cmdb().machines().enter(machine);
        var queue = cmdb().runQueue();
        var first = queued(machine.id(), "q1-" + newId());
        var second = queued(machine.id(), "q2-" + newId());

        assertThat(queue.add(first)).isTrue();
        assertThat(queue.add(second)).isTrue();
        assertThat(queue.add(first)).isFalse();
        assertThat(queue.ofMachine(machine.id()))
                .extracting(QueuedRun::id, QueuedRun::place)
                .containsExactly(tuple(first.id(), 1L), tuple(second.id(), 2L));
        assertThat(queue.machines()).contains(machine.id());

        assertThat(queue.move(first.id(), QueueState.QUEUED, QueueState.STARTING, null, null))
                .isTrue();
        assertThat(queue.move(first.id(), QueueState.QUEUED, QueueState.STARTING, null, null))
                .isFalse();
        assertThat(queue.first(machine.id()).orElseThrow().id()).isEqualTo(first.id());
        queue.move(first.id(), QueueState.STARTING, QueueState.STARTED, "run-1", null);
        assertThat(queue.first(machine.id()).orElseThrow().id()).isEqualTo(second.id());
        queue.move(second.id(), QueueState.QUEUED, QueueState.REFUSED, null, "x".repeat(5000));
        assertThat(queue.first(machine.id())).isEmpty();
        assertThat(queue.machines()).doesNotContain(machine.id());
        assertThat(queue.ofMachine(machine.id())).extracting(QueuedRun::id).containsExactly(second.id());

        queue.forgetOver(Instant.now().plusSeconds(5));
        assertThat(queue.find(first.id())).isEmpty();
        assertThat(queue.find(second.id())).isPresent();
        cmdb().machines().delete(machine.id());
        assertThat(queue.find(second.id())).isEmpty();
    }

    private static QueuedRun queued(MachineId machine, String id) {
        return new QueuedRun(
                id,
                machine,
                0,
                RunKind.RELEASE,
                "{}",
                "Release it",
                "",
                null,
                "alice",
                QueueState.QUEUED,
                null,
                null,
                NOON,
                NOON);
    }

    @Test
    void theActiveRunOfAMachineIsFound() {
        var machine = machine();
        cmdb().machines().enter(machine);
        var runs = cmdb().runs();
        var over = "run-" + newId();
        var living = "run-" + newId();
        runs.write(view(over, machine.id(), RunState.DONE, NOON), 1);
        runs.write(view(living, machine.id(), RunState.CANCELLING, null), 1);

        assertThat(runs.activeOf(List.of(machine.id())).get(machine.id()).id()).isEqualTo(living);
        assertThat(runs.find(living).orElseThrow().machineName()).isEqualTo(machine.name());
        assertThat(runs.search(
                        new RunFilter(machine.id(), RunState.DONE, RunKind.PROVISION, null), PageRequest.of(0, 9)))
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo(over));
        assertThat(runs.silentSince(Instant.now().plusSeconds(5)))
                .anySatisfy(row -> assertThat(row.id()).isEqualTo(living))
                .noneSatisfy(row -> assertThat(row.id()).isEqualTo(over));
    }

    @Test
    void aLineOfALogIsThereOnce() {
        var run = "run-" + newId();
        var lines = List.of(
                new LogLine(NOON, null, "alice", "begins"), new LogLine(NOON, "image", null, "größer als 4 Bytes: 😀"));
        cmdb().runLogs().add(run, 0, lines);
        cmdb().runLogs().add(run, 1, List.of(lines.get(1), new LogLine(NOON, null, null, "ends")));

        assertThat(cmdb().runLogs().from(run, 1, 100))
                .containsExactly(
                        new NumberedLine(1, NOON, "image", null, "größer als 4 Bytes: 😀"),
                        new NumberedLine(2, NOON, null, null, "ends"));
    }

    @Test
    void aSecretLiesSealedAndOpensUnderItsOwnNameOnly() {
        var name = SecretReference.of("secret:bmc/" + newId());
        var secrets = cmdb().secrets();
        assertThat(secrets.putIfAbsent(name, "pässword")).isTrue();
        assertThat(secrets.putIfAbsent(name, "other")).isFalse();

        assertThat(secrets.find(name))
                .hasValueSatisfying(plain -> assertThat(new String(plain, java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("pässword"));
        secrets.put(name, "second");
        assertThat(secrets.find(name))
                .hasValueSatisfying(plain -> assertThat(plain).asString().isEqualTo("second"));

        secrets.deleteBelow(name.value());
        assertThat(secrets.find(name)).isEmpty();
    }

    @Test
    void secretsGoUnderANewKeyAndTheOldOneIsNoLongerNeeded() throws Exception {
        var name = SecretReference.of("secret:bmc/" + newId());
        cmdb().secrets().put(name, "pässword");
        int all = cmdb().secrets().keys().stream()
                .mapToInt(key -> (int) key.secrets())
                .sum();
        var old = Files.readString(keyFile());
        write("# of this year", newKey(), old);

        assertThat(cmdb().secrets().keys()).extracting(KeyUse::sealing).containsExactly(true, false);
        assertThat(cmdb().secrets().keys()).extracting(KeyUse::secrets).containsExactly(0L, (long) all);
        assertThat(cmdb().secrets().sealAnew()).isEqualTo(all);
        assertThat(cmdb().secrets().sealAnew()).isZero();

        write(Files.readAllLines(keyFile()).get(1));
        assertThat(cmdb().secrets().find(name)).isPresent();
        assertThat(cmdb().secrets().keys())
                .singleElement()
                .satisfies(key -> assertThat(key.secrets()).isEqualTo(all));
    }

    @Test
    void aSecretWhoseKeyIsGoneSaysWhichOneItIs() throws Exception {
        var name = SecretReference.of("secret:bmc/" + newId());
        cmdb().secrets().put(name, "password");
        var old = Files.readString(keyFile());
        var id = cmdb().secrets().keys().getFirst().id();
        try {
            write(newKey());
            assertThatIllegalStateException()
                    .isThrownBy(() -> cmdb().secrets().find(name))
                    .withMessageContaining(id)
                    .withMessageContaining("Bring that key back");
            assertThat(cmdb().secrets().keys())
                    .anySatisfy(key -> assertThat(key).returns(id, KeyUse::id).returns(false, KeyUse::held));
        } finally {
            write(old);
            cmdb().secrets().delete(name);
        }
    }

    private static String newKey() {
        var key = new byte[32];
        ThreadLocalRandom.current().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private void write(String... lines) throws IOException {
        var before = Files.getLastModifiedTime(keyFile());
        Files.writeString(keyFile(), String.join("\n", lines));
        Files.setLastModifiedTime(keyFile(), FileTime.from(before.toInstant().plusSeconds(1)));
    }

    @Test
    void anImageIsReadyWhenItsManifestIsThere() {
        var name = "debian-" + newId();
        var manifest = ImageManifest.of(1L << 30, 8 << 20, List.of(new ImageChunk(0, 4096, Sha256.sumOf("chunk"), 99)));
        cmdb().images().recordImport(name, "http://images/debian.qcow2");
        assertThat(cmdb().images().importing())
                .anySatisfy(image -> assertThat(image.name()).isEqualTo(name));
        cmdb().images().recordReady(name, manifest, "qcow2", "http://images/debian.qcow2");
        cmdb().images().recordImport(name, "again");
        cmdb().images().recordFailure(name, "checksum");

        var image = cmdb().images().find(name).orElseThrow();
        assertThat(image.state()).isEqualTo(ImageState.FAILED);
        assertThat(image.digest()).isEqualTo(manifest.digest());
        assertThat(image.dataBytes()).isEqualTo(4096);
        assertThat(image.storedBytes()).isEqualTo(99);
    }

    @Test
    void aSegmentIsReadAsItWasEntered() {
        var segment = new Segment(
                "seg-" + newId(),
                SITE,
                Cidr.of("10.77.0.0/24"),
                Ipv4Address.of("10.77.0.1"),
                7,
                AddressRange.of("10.77.0.100-10.77.0.199"),
                null,
                null,
                null,
                List.of(Ipv4Address.of("9.9.9.9")),
                Registration.AUTOMATIC);
        assertThat(cmdb().segments().enter(segment)).isTrue();
        assertThat(cmdb().segments().enter(segment)).isFalse();
        assertThat(cmdb().segments().find(segment.name())).contains(segment);
        assertThat(cmdb().segments().containing(SITE, Ipv4Address.of("10.77.0.5")))
                .contains(segment);
        cmdb().segments().delete(segment.name());
        assertThat(cmdb().segments().find(segment.name())).isEmpty();
    }

    @Test
    void aTemplateIsReplaced() {
        var name = "t-" + newId();
        var template = new OsTemplate(name, "first", "{}", NOON, NOON);
        assertThat(cmdb().osTemplates().enter(template)).isTrue();
        cmdb().osTemplates().replace(new OsTemplate(name, "second", "{\"image\":\"x\"}", NOON, NOON));
        assertThat(cmdb().osTemplates().find(name).orElseThrow().description()).isEqualTo("second");
    }

    @Test
    void aTokenIsFoundByItsSum() {
        var token = new AccessToken(
                newId().value(), "ci-" + newId(), Role.OPERATOR, Sha256.sumOf("x" + newId()), NOON, null);
        assertThat(cmdb().accessTokens().enter(token)).isTrue();
        cmdb().accessTokens().recordUse(token.id(), NOON.plusSeconds(1));
        assertThat(cmdb().accessTokens().find(token.tokenSum()).orElseThrow().usedAt())
                .isEqualTo(NOON.plusSeconds(1));
        assertThat(cmdb().accessTokens().find(Sha256.sumOf("unknown"))).isEmpty();
    }

    @Test
    void aKeyIsAnsweredOnce() {
        var answers = cmdb().idempotentAnswers();
        var key = "k-" + newId();
        assertThat(answers.claim("alice", key, Sha256.sumOf("body"))).isEmpty();
        assertThat(answers.claim("alice", key, Sha256.sumOf("body"))
                        .orElseThrow()
                        .status())
                .isNull();
        assertThat(answers.claim("bob", key, Sha256.sumOf("body"))).isEmpty();
        answers.keep("alice", key, 202, new Sealed("0123456789abcdef", "sealed"));
        var kept = answers.claim("alice", key, Sha256.sumOf("other")).orElseThrow();
        assertThat(kept.status()).isEqualTo(202);
        assertThat(kept.requestSum()).isEqualTo(Sha256.sumOf("body"));
        answers.free("alice", key);
        assertThat(answers.claim("alice", key, Sha256.sumOf("other"))).isEmpty();
    }

    @Test
    void theAuditTrailIsSearched() {
        var target = newId().value();
        cmdb().auditTrail().add("alice", "POST /runs", target, "202");
        assertThat(cmdb().auditTrail().search(target, PageRequest.of(0, 10)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.who()).isEqualTo("alice"));
    }

    @Test
    void theDefaultSiteIsThereFromTheStart() {
        assertThat(cmdb().sites().find(SITE)).isPresent();
    }

    private static RunView view(String id, RunState state, Instant endedAt) {
        return view(id, null, state, endedAt);
    }

    private static RunView view(String id, MachineId machine, RunState state, Instant endedAt) {
        var step = new StepView("image", "Write the image", StepState.WAITING, 2, NOON, null, null, "x", true, true);
        return new RunView(
                id,
                "machine/m-1234",
                RunKind.PROVISION,
                machine,
                SITE,
                state,
                List.of(step),
                null,
                null,
                null,
                NOON,
                endedAt);
    }

    private static MachineRow machine() {
        var id = newId();
        return MachineRow.entered(id, "srv" + id, SITE, MachineState.DISCOVERED, newMac(), NOON);
    }

    private static MachineId newId() {
        return MachineId.fromBits(ThreadLocalRandom.current().nextLong());
    }

    private static MacAddress newMac() {
        var octets = new byte[6];
        ThreadLocalRandom.current().nextBytes(octets);
        octets[0] = 0x52;
        return MacAddress.of(octets);
    }

    private static Ipv4Address newAddress() {
        return Ipv4Address.ofBits(0x0A_80_00_00 | ThreadLocalRandom.current().nextInt(0x7F_FF_FF));
    }
}
