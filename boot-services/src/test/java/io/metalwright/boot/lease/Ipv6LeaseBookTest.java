package io.metalwright.boot.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.lease.Ipv6LeaseBook.Allotted;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Range;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ipv6LeaseBookTest {
    private static final MacAddress FIRST = MacAddress.of("52:54:00:99:06:01");
    private static final MacAddress SECOND = MacAddress.of("52:54:00:99:06:02");
    private static final Ipv6Range RANGE = Ipv6Range.of("fd99::100-fd99::109");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private Ipv6LeaseBook book;

    @BeforeEach
    void open() {
        book = Ipv6LeaseBook.open(folder.resolve("leases"), clock);
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void whatAKilledProcessHadCommittedIsThereAgain() throws Exception {
        var address = allotted(FIRST).address();
        book.bind(FIRST, address, HOUR);
        book.offer(SECOND, allotted(SECOND).address());
        book.awaitCommit();

        // What is in the file at this moment is what kill -9 leaves, and half a record behind it is what a crash may.
        var left = folder.resolve("left");
        Files.copy(folder.resolve("leases"), left);
        try (var again = Ipv6LeaseBook.open(left, clock)) {
            assertThat(again.bound(FIRST)).hasValueSatisfying(lease -> {
                assertThat(lease.address()).isEqualTo(address);
                assertThat(lease.until()).isEqualTo(clock.instant().plus(HOUR));
            });
            assertThat(again.holder(address)).contains(FIRST);
            assertThat(again.bound(SECOND)).isEmpty();
        }
    }

    @Test
    void aMachineIsGivenTheSameAddressByAServerThatHasForgottenIt() {
        var address = allotted(FIRST).address();
        try (var other = Ipv6LeaseBook.open(folder.resolve("other"), clock)) {
            assertThat(other.allotment(RANGE, FIRST, Optional.empty(), taken -> false))
                    .contains(new Allotted(address, false));
        }
    }

    @Test
    void aLeaseIsKeptAndIsFoundAgainAfterItRanOut() {
        var address = allotted(FIRST).address();
        book.bind(FIRST, address, HOUR);
        assertThat(allotted(FIRST)).isEqualTo(new Allotted(address, true));

        clock.advance(HOUR.plusSeconds(1));
        assertThat(book.bound(FIRST)).isEmpty();
        assertThat(allotted(FIRST)).isEqualTo(new Allotted(address, true));
    }

    @Test
    void nobodyIsGivenAnothersAddressUntilTheRangeIsFullAndThatHasRunOut() {
        var given = new HashSet<Ipv6Address>();
        for (int i = 0; i < RANGE.size(); i++) {
            var mac = MacAddress.of(String.format("52:54:00:99:07:%02x", i));
            var address = allotted(mac).address();
            book.bind(mac, address, HOUR);
            given.add(address);
        }
        assertThat(given).hasSize(RANGE.size()).allMatch(RANGE::contains);
        assertThat(book.allotment(RANGE, FIRST, Optional.empty(), taken -> false))
                .isEmpty();

        clock.advance(HOUR.plusSeconds(1));
        var second = allotted(FIRST);
        assertThat(second.isHeld()).isFalse();
        book.bind(FIRST, second.address(), HOUR);
        assertThat(book.holder(second.address())).contains(FIRST);
        assertThat(book.boundCount()).isEqualTo(1);
    }

    @Test
    void anAddressThatIsWishedForIsGivenWhenItIsFree() {
        var wished = Ipv6Address.of("fd99::105");
        assertThat(book.allotment(RANGE, FIRST, Optional.of(wished), taken -> false))
                .contains(new Allotted(wished, false));
        book.bind(FIRST, wished, HOUR);
        assertThat(book.allotment(RANGE, SECOND, Optional.of(wished), taken -> false))
                .hasValueSatisfying(other -> assertThat(other.address()).isNotEqualTo(wished));
        assertThat(book.allotment(RANGE, SECOND, Optional.of(Ipv6Address.of("fd99::1")), taken -> false))
                .hasValueSatisfying(
                        other -> assertThat(RANGE.contains(other.address())).isTrue());
    }

    @Test
    void whatIsReleasedIsAnothersAndWhatIsDeclinedIsNobodysForAnHour() {
        var small = Ipv6Range.of("fd99::100-fd99::100");
        book.bind(FIRST, small.first(), HOUR);
        assertThat(book.release(SECOND, small.first())).isFalse();
        assertThat(book.release(FIRST, small.first())).isTrue();
        assertThat(book.bound(FIRST)).isEmpty();
        // UEFI goes on using what it released.
        assertThat(book.holder(small.first())).contains(FIRST);
        book.bind(SECOND, small.first(), HOUR);

        assertThat(book.decline(FIRST, small.first())).isFalse();
        assertThat(book.decline(SECOND, small.first())).isTrue();
        assertThat(book.allotment(small, SECOND, Optional.empty(), taken -> false))
                .isEmpty();
        clock.advance(HOUR.plusSeconds(1));
        assertThat(book.allotment(small, SECOND, Optional.empty(), taken -> false))
                .isPresent();
    }

    @Test
    void whatItDeclinedIsNotItsOwnAgainAfterARestart() throws Exception {
        var address = allotted(FIRST).address();
        book.bind(FIRST, address, HOUR);
        book.decline(FIRST, address);
        book.awaitCommit();

        var left = folder.resolve("left");
        Files.copy(folder.resolve("leases"), left);
        try (var again = Ipv6LeaseBook.open(left, clock)) {
            assertThat(again.allotment(RANGE, FIRST, Optional.empty(), taken -> false))
                    .hasValueSatisfying(other -> assertThat(other.address()).isNotEqualTo(address));
        }
    }

    @Test
    void anOfferHoldsForAMinute() {
        var small = Ipv6Range.of("fd99::100-fd99::100");
        book.offer(FIRST, small.first());
        assertThat(book.allotment(small, SECOND, Optional.empty(), taken -> false))
                .isEmpty();
        clock.advance(Duration.ofSeconds(61));
        assertThat(book.allotment(small, SECOND, Optional.empty(), taken -> false))
                .isPresent();
    }

    private Allotted allotted(MacAddress mac) {
        return book.allotment(RANGE, mac, Optional.empty(), taken -> false).orElseThrow();
    }
}
