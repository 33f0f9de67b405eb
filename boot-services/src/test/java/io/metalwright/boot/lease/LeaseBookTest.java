package io.metalwright.boot.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.TestSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LeaseBookTest {
    private static final Segment SEGMENT = TestSegments.segment(1, Registration.AUTOMATIC);
    private static final MacAddress ANNA = MacAddress.of("52:54:00:00:00:0a");
    private static final MacAddress BERT = MacAddress.of("52:54:00:00:00:0b");
    private static final Ipv4Address FIRST = Ipv4Address.of("10.99.1.100");
    private static final Ipv4Address SECOND = Ipv4Address.of("10.99.1.101");
    private static final Duration HOUR = Duration.ofHours(1);

    private static final List<MacAddress> ALONE = List.of();
    private static final Predicate<Ipv4Address> NOBODY = address -> false;

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private SiteStore store;
    private LeaseBook leases;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("leases.mv"));
        leases = LeaseBook.open(folder.resolve("leases.journal"), store, Share.WHOLE, clock);
    }

    @AfterEach
    void close() {
        leases.close();
        store.close();
    }

    @Test
    void aMachineGetsAFreeAddressAndKeepsItAfterItsLeaseRanOut() {
        assertThat(allotment(ANNA)).isEqualTo(new Allotment.Free(FIRST));
        leases.bind(ANNA, ALONE, FIRST, HOUR);
        clock.advance(Duration.ofDays(30));

        assertThat(allotment(ANNA)).isEqualTo(new Allotment.Held(FIRST));
        assertThat(allotment(BERT)).isEqualTo(new Allotment.Free(SECOND));
        assertThat(leases.bound(ANNA)).isEmpty();
    }

    @Test
    void anOfferKeepsOthersAwayForAMinute() {
        leases.offer(ANNA, ALONE, FIRST);

        assertThat(allotment(BERT, FIRST)).isEqualTo(new Allotment.Free(SECOND));
        clock.advance(Duration.ofSeconds(61));
        assertThat(allotment(BERT, FIRST)).isEqualTo(new Allotment.Free(FIRST));
    }

    @Test
    void anAddressAskedForIsGivenWhenItIsFree() {
        var wished = Ipv4Address.of("10.99.1.107");

        assertThat(allotment(ANNA, wished)).isEqualTo(new Allotment.Free(wished));
        assertThat(allotment(ANNA, Ipv4Address.of("10.99.1.7"))).isEqualTo(new Allotment.Free(FIRST));
    }

    @Test
    void aFullRangeTakesTheAddressLongestUnusedAndIsExhaustedWhenAllAreInUse() {
        for (int i = 0; i < 10; i++) {
            leases.bind(mac(i), ALONE, Ipv4Address.of("10.99.1." + (100 + i)), HOUR.plusMinutes(10 - i));
        }
        assertThat(allotment(BERT)).isEqualTo(new Allotment.Exhausted());

        clock.advance(HOUR.plusMinutes(2));

        assertThat(allotment(BERT)).isEqualTo(new Allotment.Free(Ipv4Address.of("10.99.1.109")));
    }

    @Test
    void aDeclinedAddressIsSetAsideForAnHour() {
        leases.offer(ANNA, ALONE, FIRST);
        leases.decline(ANNA, FIRST);

        assertThat(allotment(ANNA)).isEqualTo(new Allotment.Free(SECOND));
    }

    @Test
    void nobodyDeclinesOrReleasesAnotherOnesAddress() {
        leases.bind(ANNA, ALONE, FIRST, HOUR);
        leases.decline(BERT, FIRST);
        leases.release(BERT, FIRST);

        assertThat(leases.holder(FIRST)).contains(ANNA);
    }

    @Test
    void aReservedAddressComesBeforeAllElse() {
        leases.bind(ANNA, ALONE, FIRST, HOUR);
        var reserved = Ipv4Address.of("10.99.1.20");

        assertThat(leases.allotment(
                        SEGMENT, SEGMENT.machines(), ANNA, ALONE, Optional.of(reserved), Optional.empty(), NOBODY))
                .isEqualTo(new Allotment.Reserved(reserved));
        leases.bind(ANNA, ALONE, reserved, HOUR);
        assertThat(leases.bound(ANNA).map(Lease::address)).contains(reserved);
        assertThat(leases.holder(FIRST)).isEmpty();
    }

    @Test
    void aReservedAddressThatSomebodyElseHasIsNotGivenUntilItIsFree() {
        leases.bind(BERT, ALONE, SECOND, HOUR);

        assertThat(reserved(ANNA, ALONE, SECOND)).isEqualTo(new Allotment.Free(FIRST));
        assertThat(leases.offer(ANNA, ALONE, SECOND)).isFalse();
        assertThat(leases.bind(ANNA, ALONE, SECOND, HOUR)).isFalse();
        assertThat(leases.holder(SECOND)).contains(BERT);

        clock.advance(HOUR);
        assertThat(reserved(ANNA, ALONE, SECOND)).isEqualTo(new Allotment.Reserved(SECOND));
        assertThat(leases.bind(ANNA, ALONE, SECOND, HOUR)).isTrue();
    }

    @Test
    void aReservedAddressGoesFromOnePortOfItsMachineToAnother() {
        var ports = List.of(ANNA, BERT);
        leases.bind(BERT, ports, SECOND, HOUR);

        assertThat(reserved(ANNA, ports, SECOND)).isEqualTo(new Allotment.Reserved(SECOND));
        assertThat(leases.offer(ANNA, ports, SECOND)).isTrue();
        assertThat(leases.bind(ANNA, ports, SECOND, HOUR)).isTrue();
        assertThat(leases.holder(SECOND)).contains(ANNA);
    }

    @Test
    void aReservedAddressThatItsMachineFoundTakenIsNotOfferedToItAtOnce() {
        leases.offer(ANNA, ALONE, SECOND);
        leases.decline(ANNA, SECOND);

        assertThat(reserved(ANNA, ALONE, SECOND)).isEqualTo(new Allotment.Free(FIRST));
        clock.advance(HOUR);
        assertThat(reserved(ANNA, ALONE, SECOND)).isEqualTo(new Allotment.Reserved(SECOND));
    }

    @Test
    void aReservedAddressThatOnePortDeclinedStaysThatOfTheOthers() {
        var ports = List.of(ANNA, BERT);
        leases.bind(ANNA, ports, SECOND, HOUR);
        leases.offer(BERT, ports, SECOND);
        leases.decline(BERT, SECOND);

        assertThat(reserved(BERT, ports, SECOND)).isEqualTo(new Allotment.Free(FIRST));
        assertThat(reserved(ANNA, ports, SECOND)).isEqualTo(new Allotment.Reserved(SECOND));
        assertThat(leases.bind(ANNA, ports, SECOND, HOUR)).isTrue();
    }

    @Test
    void anAddressThatWasSetAsideForAMachineIsItsOwnWhenItIsGivenBack() {
        leases.setAside(ANNA, SECOND, HOUR);
        assertThat(reserved(ANNA, ALONE, SECOND)).isEqualTo(new Allotment.Free(FIRST));

        leases.giveBack(List.of(BERT), SECOND);
        assertThat(reserved(ANNA, ALONE, SECOND)).isEqualTo(new Allotment.Free(FIRST));
        leases.giveBack(List.of(ANNA), SECOND);
        assertThat(reserved(ANNA, ALONE, SECOND)).isEqualTo(new Allotment.Reserved(SECOND));
    }

    @Test
    void whatStandsBehindATornRecordIsGoneForGood() throws IOException {
        var third = Ipv4Address.of("10.99.1.102");
        leases.bind(ANNA, ALONE, FIRST, HOUR);
        leases.bind(BERT, ALONE, SECOND, HOUR);
        leases.bind(BERT, ALONE, third, HOUR);
        leases.awaitCommit();
        var left = Files.copy(folder.resolve("leases.journal"), folder.resolve("left.journal"));
        try (var file = FileChannel.open(left, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {0x55}), 30);
        }
        try (var found = LeaseBook.open(left, store, Share.WHOLE, clock)) {
            found.bind(mac(1), ALONE, SECOND, HOUR);
        }

        // The new record stands in the place of the torn one; what followed that is older.
        try (var again = LeaseBook.open(left, store, Share.WHOLE, clock)) {
            assertThat(again.holder(FIRST)).contains(ANNA);
            assertThat(again.holder(SECOND)).contains(mac(1));
            assertThat(again.holder(third)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void leasesAreCommittedThoughTheFileCannotBeWrittenAnew() throws IOException {
        Files.createDirectory(folder.resolve("leases.journal.new"));
        for (int i = 0; i < 200_000; i++) {
            leases.bind(ANNA, ALONE, FIRST, HOUR);
        }
        leases.bind(BERT, ALONE, SECOND, HOUR);
        leases.awaitCommit();

        assertThat(asFoundAfterAKill().holder(SECOND)).contains(BERT);
    }

    @Test
    void aCommittedLeaseIsInTheFileAtThatMoment() throws IOException {
        leases.bind(ANNA, ALONE, FIRST, HOUR);
        leases.awaitCommit();

        assertThat(asFoundAfterAKill().holder(FIRST)).contains(ANNA);
    }

    @Test
    void aRecordTornByACrashCostsNothingButItself() throws IOException {
        leases.bind(ANNA, ALONE, FIRST, HOUR);
        leases.bind(BERT, ALONE, SECOND, HOUR);
        leases.awaitCommit();
        try (var file = FileChannel.open(folder.resolve("leases.journal"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {0x55}), 30);
        }

        var found = asFoundAfterAKill();

        assertThat(found.holder(FIRST)).contains(ANNA);
        assertThat(found.holder(SECOND)).isEmpty();
        found.bind(BERT, ALONE, SECOND, HOUR);
        found.awaitCommit();
        assertThat(found.holder(SECOND)).contains(BERT);
    }

    @Test
    void theFileIsWrittenAnewBeforeItGrowsWithoutEnd() throws IOException {
        for (int i = 0; i < 400_000; i++) {
            leases.bind(ANNA, ALONE, FIRST, HOUR);
        }
        leases.bind(BERT, ALONE, SECOND, HOUR);
        leases.awaitCommit();

        // What is out of date was dropped once at least; 400,000 records of 24 bytes were written.
        leases.bind(ANNA, ALONE, FIRST, HOUR);
        leases.awaitCommit();
        assertThat(Files.size(folder.resolve("leases.journal"))).isLessThan(6 << 20);
        var found = asFoundAfterAKill();
        assertThat(found.holder(FIRST)).contains(ANNA);
        assertThat(found.holder(SECOND)).contains(BERT);
    }

    @Test
    void leasesThatWereKeptInTheStoreAreTakenOver() throws IOException {
        try (var before = SiteStore.open(folder.resolve("before.mv"))) {
            before.map("leases", Lease.class)
                    .put(
                            FIRST.value(),
                            new Lease(
                                    FIRST,
                                    ANNA,
                                    Lease.State.BOUND,
                                    clock.instant().plus(HOUR)));
            before.commit();
            try (var book = LeaseBook.open(folder.resolve("taken-over.journal"), before, Share.WHOLE, clock)) {
                assertThat(book.holder(FIRST)).contains(ANNA);
            }
            assertThat(before.map("leases", Lease.class).size()).isZero();
        }
    }

    @Test
    void anAddressSeenFromAnotherServerNamesItsMachine() {
        leases.seen(ANNA, FIRST);

        assertThat(leases.address(ANNA)).contains(FIRST);
        assertThat(leases.holder(FIRST)).contains(ANNA);
        assertThat(leases.bound(ANNA)).isEmpty();
    }

    /** What a process finds that starts after this one was killed: the file as it lies there, never closed. */
    private LeaseBook asFoundAfterAKill() throws IOException {
        var copy = Files.copy(folder.resolve("leases.journal"), folder.resolve("killed.journal"));
        return LeaseBook.open(copy, store, Share.WHOLE, clock);
    }

    private Allotment reserved(MacAddress mac, List<MacAddress> ports, Ipv4Address address) {
        return leases.allotment(
                SEGMENT, SEGMENT.machines(), mac, ports, Optional.of(address), Optional.empty(), NOBODY);
    }

    private Allotment allotment(MacAddress mac) {
        return leases.allotment(SEGMENT, SEGMENT.machines(), mac, ALONE, Optional.empty(), Optional.empty(), NOBODY);
    }

    private Allotment allotment(MacAddress mac, Ipv4Address wished) {
        return leases.allotment(SEGMENT, SEGMENT.machines(), mac, ALONE, Optional.empty(), Optional.of(wished), NOBODY);
    }

    private static MacAddress mac(int i) {
        return MacAddress.of("52:54:00:00:01:0" + i);
    }
}
