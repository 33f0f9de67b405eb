package io.metalwright.boot.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.network.Ipv4Address;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldingsTest {
    private static final Share ONE = Share.of("1/2");
    private static final Share TWO = Share.of("2/2");
    private static final Ipv4Address OF_ONE = Ipv4Address.of("10.99.1.100");
    private static final Ipv4Address OF_TWO = Ipv4Address.of("10.99.1.101");
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private SiteStore store;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("store.mv"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aServerThatBeginsAloneGivesAll() {
        var alone = start(Share.WHOLE, false);

        assertThat(alone.mayGive(OF_ONE)).isTrue();
        assertThat(alone.mayGive(OF_TWO)).isTrue();
    }

    @Test
    void aNewServerBesideAnotherGivesNothingUntilThatOneHasToldItsLeases() {
        var holdings = start(TWO, false);
        assertThat(holdings.mayGive(OF_TWO)).isFalse();

        holdings.settle();

        assertThat(holdings.mayGive(OF_TWO)).isTrue();
        assertThat(holdings.mayGive(OF_ONE)).isFalse();
        assertThat(start(TWO, true).mayGive(OF_TWO)).isTrue();
    }

    @Test
    void aNewServerWhoseOtherNeverAnswersBeginsWhenAllLeasesMustHaveRunOut() {
        var holdings = start(TWO, false);
        clock.advance(LONGEST_LEASE.minusSeconds(1));
        assertThat(holdings.mayGive(OF_TWO)).isFalse();

        clock.advance(Duration.ofSeconds(1));

        assertThat(holdings.mayGive(OF_TWO)).isTrue();
    }

    @Test
    void aServerThatWasAloneGoesOnWithItsShareAtOnce() {
        start(Share.WHOLE, false);

        assertThat(start(ONE, true).mayGive(OF_ONE)).isTrue();
        assertThat(start(ONE, true).mayGive(OF_TWO)).isFalse();
    }

    @Test
    void soDoesOneThatWasAloneBeforeSharesWereWrittenDown() {
        assertThat(start(ONE, true).mayGive(OF_ONE)).isTrue();
    }

    @Test
    void whoIsLeftAloneTakesTheOthersAddressesWhenTheirLeasesHaveRunOut() {
        start(ONE, false).settle();

        var alone = start(Share.WHOLE, true);
        assertThat(alone.mayGive(OF_ONE)).isTrue();
        assertThat(alone.mayGive(OF_TWO)).isFalse();

        clock.advance(LONGEST_LEASE);
        assertThat(alone.mayGive(OF_TWO)).isTrue();
    }

    @Test
    void whoChangesItsShareBeforeItEverKnewItsOwnBeginsWithNothing() {
        start(ONE, false);

        var changed = start(TWO, false);

        assertThat(changed.mayGive(OF_TWO)).isFalse();
        assertThat(changed.mayGive(OF_ONE)).isFalse();
    }

    private Holdings start(Share share, boolean hasLeases) {
        return Holdings.of(share, hasLeases, store, clock, () -> LONGEST_LEASE);
    }
}
