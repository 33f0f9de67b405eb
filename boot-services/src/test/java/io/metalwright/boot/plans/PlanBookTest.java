package io.metalwright.boot.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanBookTest {
    private static final MachineId ONE = MachineId.of("m-one1");
    private static final MachineId TWO = MachineId.of("m-two2");
    private static final MacAddress PORT = MacAddress.of("52:54:00:00:00:0a");
    private static final MacAddress OTHER_PORT = MacAddress.of("52:54:00:00:00:0b");
    private static final Ipv4Address ADDRESS = Ipv4Address.of("10.77.0.10");
    private static final Ipv4Address OTHER_ADDRESS = Ipv4Address.of("10.77.0.11");

    @TempDir
    private Path folder;

    private SiteStore store;
    private PlanBook book;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("plans.mv"));
        book = new PlanBook(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatAMachineHadInItsLastPlanAloneIsFreeForOthers() {
        book.publish(plan(ONE, PORT, ADDRESS, "web"));
        book.publish(plan(ONE, OTHER_PORT, OTHER_ADDRESS, "mail"));

        assertThat(book.find(PORT)).isEmpty();
        assertThat(book.reservedFor(ADDRESS)).isEmpty();
        assertThat(book.named("web")).isEmpty();
        assertThat(book.publish(plan(TWO, PORT, ADDRESS, "web"))).isInstanceOf(PlanBook.Published.Done.class);
        assertThat(book.find(PORT)).map(MachineBoot::machine).contains(TWO);
        assertThat(book.find(OTHER_PORT)).map(MachineBoot::machine).contains(ONE);
        assertThat(book.named(ONE.value())).map(MachineBoot::hostname).contains("mail");
    }

    @Test
    void whatIsAnothersIsRefusedAndStaysTheirs() {
        book.publish(plan(ONE, PORT, ADDRESS, "web"));

        assertThat(book.publish(plan(TWO, PORT, null, null))).isEqualTo(new PlanBook.Published.MacTaken(PORT, ONE));
        assertThat(book.publish(plan(TWO, OTHER_PORT, ADDRESS, null)))
                .isEqualTo(new PlanBook.Published.AddressTaken(ADDRESS, ONE));
        assertThat(book.machine(TWO)).isEmpty();
    }

    @Test
    void aWithdrawnMachineLeavesNothingAndTakesNobodysName() {
        book.publish(plan(ONE, PORT, ADDRESS, "web"));
        book.publish(plan(TWO, OTHER_PORT, OTHER_ADDRESS, "web"));

        assertThat(book.withdraw(ONE)).isPresent();
        assertThat(book.find(PORT)).isEmpty();
        assertThat(book.reservedFor(ADDRESS)).isEmpty();
        assertThat(book.named(ONE.value())).isEmpty();
        assertThat(book.named("web")).map(MachineBoot::machine).contains(TWO);
        assertThat(new PlanBook(store).all()).extracting(MachineBoot::machine).containsExactly(TWO);
    }

    private static MachineBoot plan(MachineId machine, MacAddress mac, Ipv4Address address, String hostname) {
        return new MachineBoot(machine, List.of(mac), address, hostname, new BootPlan.LocalDisk(), null, null);
    }
}
