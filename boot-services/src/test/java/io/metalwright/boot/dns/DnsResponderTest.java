package io.metalwright.boot.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metalwright.boot.TestSegments;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsResponderTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:99:01:01");
    private static final Ipv4Address SERVER =
            TestSegments.segment(1, Registration.AUTOMATIC).gateway();

    @TempDir
    private Path folder;

    private SiteStore store;
    private LeaseBook leases;
    private Ipv6LeaseBook ipv6Leases;
    private PlanBook plans;
    private DnsResponder responder;
    private final Counters counters = new Counters();

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("store.mv"));
        leases = LeaseBook.open(folder.resolve("leases"), store, Share.WHOLE, Clock.systemUTC());
        ipv6Leases = Ipv6LeaseBook.open(folder.resolve("ipv6"), Clock.systemUTC());
        plans = new PlanBook(store);
        var segments = new ServedSegments(store);
        segments.replace(List.of(TestSegments.segment(1, Registration.AUTOMATIC)));
        responder = new DnsResponder(new SiteNames("rack1.example", plans, leases, ipv6Leases, segments), counters);
    }

    @AfterEach
    void close() {
        leases.close();
        ipv6Leases.close();
        store.close();
    }

    @Test
    void aMachineWithoutAReservationIsWhereItsLeaseIs() throws IOException {
        publish("web1", null);
        assertThat(ask("web1.rack1.example.", Type.A).getSection(Section.ANSWER))
                .isEmpty();
        leases.bind(MAC, List.of(), Ipv4Address.of("10.1.0.120"), Duration.ofHours(1));
        assertThat(ask("web1.rack1.example.", Type.A)
                        .getSection(Section.ANSWER)
                        .getFirst()
                        .rdataToString())
                .isEqualTo("10.1.0.120");
    }

    @Test
    void whatIsNoAddressOfIpv6TurnedRoundIsRefused() throws IOException {
        var nibbles = "0.".repeat(31);
        for (var name :
                List.of("ip6.arpa.", nibbles + "ip6.arpa.", nibbles + "g.ip6.arpa.", nibbles + "00.ip6.arpa.")) {
            assertThat(ask(name, Type.PTR).getRcode()).as(name).isEqualTo(Rcode.REFUSED);
        }
    }

    @Test
    void allCardsOfAMachineAreFoundByItsName() throws IOException {
        publish("web1", null);
        ipv6Leases.bind(MAC, Ipv6Address.of("fd99::120"), Duration.ofHours(1));
        assertThat(ask("web1.rack1.example.", Type.AAAA)
                        .getSection(Section.ANSWER)
                        .getFirst()
                        .rdataToString())
                .isEqualTo("fd99:0:0:0:0:0:0:120");
        assertThat(ask("web1.rack1.example.", Type.A).getSection(Section.ANSWER))
                .isEmpty();
    }

    @Test
    void aMachineThatIsRenamedOrWithdrawnIsFoundUnderItsOldNameNoMore() throws IOException {
        publish("web1", Ipv4Address.of("10.1.0.20"));
        publish("web2.rack1.example", Ipv4Address.of("10.1.0.20"));
        assertThat(ask("web1.rack1.example.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("web2.rack1.example.", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
        plans.withdraw(MachineId.of("m-two2"));
        assertThat(ask("web2.rack1.example.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("m-two2.rack1.example.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void anAnswerIsNotAnswered() throws IOException {
        var answer = Message.newQuery(question("web1.rack1.example.", Type.A));
        answer.getHeader().setFlag(Flags.QR);
        assertThat(responder.overUdp(answer.toWire(), SERVER)).isEmpty();
    }

    @Test
    void mutatedQuestionsAreAnsweredOrDroppedAndNothingElse() throws IOException {
        publish("web1", Ipv4Address.of("10.1.0.20"));
        var dice = new Random(1);
        byte[] good = Message.newQuery(question("web1.rack1.example.", Type.A)).toWire();
        for (int i = 0; i < 100_000; i++) {
            byte[] bad = Arrays.copyOf(good, dice.nextInt(good.length + 8));
            for (int flips = dice.nextInt(1, 5); flips > 0 && bad.length > 0; flips--) {
                bad[dice.nextInt(bad.length)] = (byte) dice.nextInt();
            }
            assertThatCode(() -> responder.overUdp(bad, SERVER)).doesNotThrowAnyException();
        }
        assertThat(counters.total("dns_malformed")).isPositive();
    }

    @Test
    void aZoneThatIsNoDomainNameIsRefused() {
        for (var zone : List.of("", ".", "rack 1", "-rack.example", "rack..example", "a".repeat(64) + ".example")) {
            assertThatIllegalArgumentException()
                    .as(zone)
                    .isThrownBy(() -> new DnsSettings(zone, 53))
                    .withMessageContaining(zone);
        }
    }

    private void publish(String hostname, @Nullable Ipv4Address address) {
        plans.publish(new MachineBoot(
                MachineId.of("m-two2"),
                List.of(MAC),
                address,
                hostname,
                new BootPlan.BootOs(false, List.of()),
                null,
                null));
    }

    private Message ask(String name, int type) throws IOException {
        var answer = responder.overUdp(Message.newQuery(question(name, type)).toWire(), SERVER);
        return new Message(answer.orElseThrow());
    }

    private static Record question(String name, int type) throws IOException {
        return Record.newRecord(Name.fromString(name), type, DClass.IN);
    }
}
