package io.metalwright.activities.health.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.inventory.CmdbHealthBook;
import io.metalwright.activities.inventory.CmdbSecrets;
import io.metalwright.activities.inventory.CmdbSubscriptionBook;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.redfish.CertificatePins;
import io.metalwright.activities.power.redfish.PushingBmc;
import io.metalwright.activities.power.redfish.RedfishLogin;
import io.metalwright.activities.power.redfish.SelfSigned;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.health.EventSubscriptions;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.power.BmcTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.PageRequest;

/** From the subscription to the kept event, with BMCs that push. */
@Timeout(60)
class EventSubscribingTest {
    private static final MachineId MACHINE = MachineId.of("m-00000001");
    private static final SiteName SITE = SiteName.of("default");
    private static final String EVENT = """
            {"Events": [{"EventId": "17", "EventTimestamp": "2026-11-22T10:00:00Z", "Severity": "Critical",
              "Message": "It burns.", "MessageId": "Fire.1.0.Fire"}]}""";

    private static SSLContext tls;

    @TempDir
    Path folder;

    private Cmdb cmdb;
    private EventPaths paths;
    private PushingBmc bmc;
    private BmcTarget target;
    private RedfishLogin redfish;
    private BmcBroker broker;
    private BmcVisits visits;

    @BeforeAll
    static void certify(@TempDir Path certificates) throws Exception {
        tls = SelfSigned.context(certificates);
    }

    @BeforeEach
    void open() throws Exception {
        cmdb = Cmdb.open(CmdbSettings.embedded(folder.resolve("cmdb")));
        paths = new EventPaths(SiteKeys.inFile(folder.resolve("site.key")));
        bmc = PushingBmc.modern(tls);
        target = WatchedMachine.enter(cmdb, MACHINE, SITE, bmc.address().port(), Duration.ofMinutes(1));
        redfish = RedfishLogin.open(CertificatePins.inMemory(), Duration.ofSeconds(20));
        broker = new BmcBroker(redfish, BmcBroker.IDLE);
        visits = new BmcVisits(broker, new CmdbSecrets(cmdb));
    }

    @AfterEach
    void close() {
        broker.close();
        redfish.close();
        bmc.close();
        cmdb.close();
    }

    @Test
    void aBmcThatIsLookedAfterPushesItsEventsHereAndTheyAreKept() throws Exception {
        try (var door = door();
                var worker = worker(EventPlace.at(door.address()))) {
            worker.look(target);
            assertThat(bmc.destinations())
                    .containsExactly("https://127.0.0.1:" + door.address().getPort() + paths.path(MACHINE));
            assertThat(bmc.push(EVENT)).isEqualTo(List.of(204));
            assertThat(cmdb.machineEvents()
                            .of(MACHINE, null, PageRequest.of(0, 10))
                            .getContent())
                    .hasSize(1);
            assertThat(cmdb.alerts().list(MACHINE, true, PageRequest.of(0, 10)).getTotalElements())
                    .isEqualTo(1);
            var known = cmdb.eventSubscriptions().of(MACHINE).orElseThrow();
            assertThat(known.trouble()).isNull();
            assertThat(known.destination()).doesNotContain("redfish-events");
        }
    }

    @Test
    void aSubscriptionThatTheBmcLostIsMadeAnewAndOneThatStandsCostsOneQuestion() throws Exception {
        try (var worker = worker(place(8443))) {
            worker.look(target);
            int asked = bmc.asked().size();
            worker.look(target);
            assertThat(bmc.asked()).hasSize(asked + 1);
            var link = bmc.subscriptions().keySet().iterator().next();
            bmc.lose(link);
            worker.look(target);
            assertThat(bmc.subscriptions()).hasSize(1).doesNotContainKey(link);
        }
    }

    @Test
    void twoWorkersHaveOneSubscriptionWhichTheOtherTakesOverWhenItsDoorIsShut() throws Exception {
        try (var one = worker(place(8443));
                var two = worker(place(9443))) {
            await("both doors", () -> isOpen(8443) && isOpen(9443));
            one.look(target);
            two.look(target);
            assertThat(ports()).containsExactly("8443");
            one.close();
            cmdb.eventSubscriptions().open(SITE, place(8443).door(), Instant.EPOCH);
            two.look(target);
            assertThat(ports()).containsExactly("9443");
        }
    }

    @Test
    void whereNobodyTakesEventsAnyMoreTheSubscriptionGoes() throws Exception {
        try (var worker = worker(place(8443))) {
            await("the door", () -> isOpen(8443));
            worker.look(target);
        }
        try (var without = worker(null)) {
            without.look(target);
            // It may be starting again.
            assertThat(bmc.subscriptions()).hasSize(1);
            cmdb.eventSubscriptions().open(SITE, place(8443).door(), Instant.EPOCH);
            without.look(target);
            assertThat(bmc.subscriptions()).isEmpty();
            int asked = bmc.asked().size();
            without.look(target);
            assertThat(bmc.asked()).hasSize(asked);
        }
    }

    @Test
    void theSubscriptionOfADeletedMachineGoesAndThenThePasswordForThat() throws Exception {
        try (var worker = worker(place(8443))) {
            worker.look(target);
            assertThat(bmc.subscriptions()).hasSize(1);
            // As the API deletes a machine.
            cmdb.eventSubscriptions().keepFarewell(MACHINE, target.password());
            cmdb.machines().delete(MACHINE);
            cmdb.secrets().deleteBelow("secret:bmc/" + MACHINE);
            await("the end", () -> bmc.subscriptions().isEmpty());
            await("the password's end", () -> !cmdb.secrets().holds(EventSubscriptions.farewell(MACHINE)));
            assertThat(cmdb.eventSubscriptions().find(target)).isEmpty();
        }
    }

    @Test
    void aBmcThatCannotPushIsToldOfOnce() throws Exception {
        try (var worker = worker(place(8443))) {
            bmc.close();
            try (var dumb = PushingBmc.without(tls)) {
                var other = MachineId.of("m-00000002");
                cmdb.machines().delete(MACHINE);
                var at = WatchedMachine.enter(cmdb, other, SITE, dumb.address().port(), Duration.ofMinutes(1));
                worker.look(at);
                var known = cmdb.eventSubscriptions().of(other).orElseThrow();
                assertThat(known.link()).isNull();
                assertThat(known.trouble()).contains("no event service");
                worker.look(at);
                assertThat(cmdb.eventSubscriptions().of(other)).contains(known);
            }
        }
    }

    private EventDoor door() throws Exception {
        return EventDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, SITE, paths, new CmdbHealthBook(cmdb));
    }

    private EventSubscribing worker(@Nullable EventPlace place) {
        return EventSubscribing.start(
                SITE, place, paths, visits, new CmdbSubscriptionBook(cmdb), Duration.ofMillis(100));
    }

    /** At all addresses, of which BMCs are told the one towards them. */
    private static EventPlace place(int port) {
        return EventPlace.at(new InetSocketAddress("0.0.0.0", port));
    }

    private boolean isOpen(int port) {
        return cmdb.eventSubscriptions().isOpen(SITE, place(port).door());
    }

    private List<String> ports() {
        return bmc.destinations().stream()
                .map(destination -> destination.replaceFirst("https://127[.]0[.]0[.]1:([0-9]+)/.*", "$1"))
                .toList();
    }

    private static void await(String what, BooleanSupplier seen) throws InterruptedException {
        var until = Instant.now().plusSeconds(20);
        while (!seen.getAsBoolean()) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(20);
        }
    }
}
