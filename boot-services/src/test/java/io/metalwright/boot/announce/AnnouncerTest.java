package io.metalwright.boot.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.firmware.Processor;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.Ipv4Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AnnouncerTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:0a");
    private static final Firmware PXE = new Firmware.UefiPxe(Processor.X64);
    private static final Firmware IPXE = new Firmware.Ipxe(BootMode.UEFI, Processor.X64);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private final RecordingCourier courier = new RecordingCourier();
    private SiteStore store;
    private Announcer announcer;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("signs.mv"));
        announcer = announcer();
    }

    @AfterEach
    void close() {
        announcer.close();
        store.close();
    }

    @Test
    void eachMilestoneOfABootIsToldOnce() throws InterruptedException {
        boot();

        courier.await(SignKind.INITRD);
        assertThat(courier.kinds())
                .containsExactly(SignKind.DHCP, SignKind.BOOT_FILE, SignKind.SCRIPT, SignKind.KERNEL, SignKind.INITRD);
    }

    @Test
    void theNextBootIsToldAgain() throws InterruptedException {
        boot();
        awaitCount(5);
        boot();

        awaitCount(10);
        assertThat(courier.kinds().subList(5, 10)).isEqualTo(courier.kinds().subList(0, 5));
    }

    @Test
    void firmwareThatWasResetBeforeItsScriptBeginsAnew() throws InterruptedException {
        announcer.addressGiven(MAC, PXE, "");
        announcer.passed(SignKind.BOOT_FILE, MAC, "");
        // Of one kind only the latest waits: the first has to be out before the second comes.
        awaitCount(2);
        announcer.addressGiven(MAC, PXE, "");

        awaitCount(3);
    }

    @Test
    void whoIsRefusedAnAddressAsksSeveralTimesAndIsToldOnceABoot() throws InterruptedException {
        announcer.addressRefused(MAC, "");
        clock.advance(Duration.ofSeconds(4));
        announcer.addressRefused(MAC, "");
        awaitCount(1);
        clock.advance(Duration.ofSeconds(90));
        announcer.addressRefused(MAC, "");

        awaitCount(2);
        assertThat(courier.kinds()).containsExactly(SignKind.NO_ADDRESS, SignKind.NO_ADDRESS);
    }

    @Test
    void aSignThatComesWhileItsLikeIsUnderWayIsToldToo() throws InterruptedException {
        courier.stop();
        announcer.addressGiven(MAC, PXE, "");
        courier.awaitUnderWay();
        announcer.passed(SignKind.BOOT_FILE, MAC, "");
        announcer.addressGiven(MAC, PXE, "");
        courier.goOn();

        awaitCount(3);
        assertThat(courier.kinds()).containsExactly(SignKind.DHCP, SignKind.BOOT_FILE, SignKind.DHCP);
    }

    @Test
    void signsWaitInOrderWhileTheEngineIsAway() throws InterruptedException {
        courier.goAway();
        boot();
        Thread.sleep(300);
        assertThat(courier.kinds()).isEmpty();
        courier.comeBack();

        awaitCount(5);
        assertThat(courier.kinds()).startsWith(SignKind.DHCP).endsWith(SignKind.INITRD);
    }

    @Test
    void anAgentsWordOutlivesTheProcess() throws InterruptedException {
        courier.goAway();
        announcer.tell(agent());
        announcer.close();
        courier.comeBack();

        announcer = announcer();

        assertThat(courier.await(SignKind.AGENT).sign()).isEqualTo(agent());
    }

    @Test
    void aNewListenerHearsNothingOfWhatWasSaidToTheOneBefore() throws InterruptedException {
        courier.goAway();
        announcer.tell(agent());
        announcer.forget(List.of(MAC));
        courier.comeBack();
        announcer.passed(SignKind.SCRIPT, MAC, "");

        courier.await(SignKind.SCRIPT);
        Thread.sleep(700);
        assertThat(courier.kinds()).containsExactly(SignKind.SCRIPT);
    }

    @Test
    void aMachineWhoseSignsAreRefusedHoldsUpNobodyElse() throws InterruptedException {
        courier.refuse(MAC);
        announcer.passed(SignKind.SCRIPT, MAC, "");
        announcer.passed(SignKind.KERNEL, MacAddress.of("52:54:00:00:00:0b"), "");

        courier.await(SignKind.KERNEL);
        assertThat(courier.kinds()).containsExactly(SignKind.KERNEL);
    }

    @Test
    void signsOfOneBootThatFollowEachOtherAreToldTogether() throws InterruptedException {
        boot();

        awaitCount(5);
        assertThat(courier.deliveries()).isOne();
    }

    @Test
    void anAgentsWordTellsAtOnceWhatWaitedBeforeIt() throws InterruptedException {
        boot();
        long asked = System.nanoTime();
        announcer.tell(agent());

        awaitCount(6);
        assertThat(courier.deliveries()).isOne();
        assertThat(courier.kinds()).endsWith(SignKind.INITRD, SignKind.AGENT);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void anAgentsWordIsVoidOnceItsMachineBootsAgain() throws InterruptedException {
        courier.goAway();
        announcer.tell(agent());
        announcer.addressGiven(MAC, PXE, "");
        courier.comeBack();

        courier.await(SignKind.DHCP);
        assertThat(courier.kinds()).containsExactly(SignKind.DHCP);
    }

    @Test
    void aSlowDeliveryHoldsUpNoOtherMachine() throws InterruptedException {
        courier.stop();
        announcer.tell(agent());
        courier.awaitUnderWay();
        announcer.passed(SignKind.SCRIPT, MacAddress.of("52:54:00:00:00:0b"), "");

        courier.awaitUnderWay();
        courier.goOn();
    }

    private void boot() {
        announcer.addressGiven(MAC, PXE, "");
        announcer.passed(SignKind.BOOT_FILE, MAC, "");
        announcer.addressGiven(MAC, IPXE, "");
        announcer.passed(SignKind.SCRIPT, MAC, "");
        announcer.passed(SignKind.KERNEL, MAC, "");
        announcer.passed(SignKind.KERNEL, MAC, "");
        announcer.passed(SignKind.INITRD, MAC, "");
        clock.advance(Duration.ofSeconds(30));
    }

    private void awaitCount(int count) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (courier.kinds().size() < count && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(courier.kinds()).hasSize(count);
    }

    private BootSign agent() {
        var access = new AgentAccess("boot-1", Ipv4Address.of("10.99.1.100"), 22, List.of("ssh-ed25519 AAAA"));
        return new BootSign(SignKind.AGENT, MAC, clock.instant(), "", access, null);
    }

    private Announcer announcer() {
        return new Announcer(courier, sign -> new Recipient.Run("machine/m-anna"), store, new Counters(), clock);
    }
}
