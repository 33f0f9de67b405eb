package io.metalwright.boot.dhcp6;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.dhcp.SettableServer;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.Ipv6Range;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.SegmentIpv6;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dhcp6SharingTest {
    private static final Share ONE = Share.of("1/2");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Ipv6Address OURS = Ipv6Address.of("fd99::100");
    private static final Ipv6Address THEIRS = Ipv6Address.of("fd99::101");
    private static final SegmentIpv6 SEGMENT = new SegmentIpv6(
            Ipv6Prefix.of("fd99::/64"), Ipv6Range.of("fd99::100-fd99::1ff"), List.of(), RouterAdvertising.OFF);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private final SettableServer neighbour = new SettableServer();
    private final MacAddress asked = mac(true);
    private final MacAddress left = mac(false);
    private SiteStore store;
    private Ipv6LeaseBook leases;
    private Dhcp6Sharing sharing;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("store.mv"));
        leases = Ipv6LeaseBook.open(folder.resolve("leases"), clock);
        var holdings = Holdings.of(ONE, false, store, clock, () -> HOUR);
        holdings.settle();
        sharing = new Dhcp6Sharing(holdings, neighbour, leases);
    }

    @AfterEach
    void close() {
        try (var _ = store;
                var _ = leases) {}
    }

    @Test
    void eachClientIsToTakeOneOfTwoServers() {
        assertThat(sharing.isPreferred(asked)).isTrue();
        assertThat(sharing.isPreferred(left)).isFalse();

        neighbour.away = true;
        assertThat(sharing.isPreferred(left)).isTrue();
    }

    @Test
    void aMachineIsToGoOnWithTheServerFromWhichItHasItsAddress() {
        leases.bind(left, OURS, HOUR);
        sharing.tookOther(asked, THEIRS, SEGMENT);

        assertThat(sharing.isPreferred(left)).isTrue();
        assertThat(sharing.isPreferred(asked)).isFalse();
        clock.advance(HOUR);
        assertThat(sharing.isPreferred(left)).isFalse();
    }

    @Test
    void whoIsSeenTakingTheOthersAddressGivesOursBack() {
        leases.bind(asked, OURS, HOUR);

        sharing.tookOther(asked, THEIRS, SEGMENT);

        assertThat(leases.boundCount()).isZero();
        assertThat(leases.address(asked)).contains(THEIRS);
    }

    @Test
    void whatAThirdServerGivesIsNoneOfTheOthers() {
        leases.bind(asked, OURS, HOUR);

        sharing.tookOther(asked, Ipv6Address.of("fd99::2:101"), SEGMENT);
        sharing.tookOther(asked, Ipv6Address.of("fd99::102"), SEGMENT);

        assertThat(leases.address(asked)).contains(OURS);
    }

    @Test
    void twoServersOfOneShareGiveNothing() {
        assertThat(sharing.mayGive(OURS)).isTrue();
        assertThat(sharing.mayGive(THEIRS)).isFalse();

        neighbour.claimsOurShare = true;
        assertThat(sharing.mayGive(OURS)).isFalse();
    }

    private static MacAddress mac(boolean isAsked) {
        return IntStream.range(0, 100)
                .mapToObj(n -> MacAddress.of(String.format("52:54:00:99:08:%02x", n)))
                .filter(mac -> ONE.isAsked(mac) == isAsked)
                .findFirst()
                .orElseThrow();
    }
}
