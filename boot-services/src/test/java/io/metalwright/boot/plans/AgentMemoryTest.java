package io.metalwright.boot.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.plans.BootTokens.Redemption;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentMemoryTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:0a");
    private static final MacAddress OTHER = MacAddress.of("52:54:00:00:00:0b");
    private static final List<String> KEYS = List.of("ssh-ed25519 AAAA");
    private static final AgentAccess ACCESS = new AgentAccess("boot-1", Ipv4Address.of("10.99.1.20"), 22, KEYS);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private SiteStore store;
    private BootTokens tokens;
    private AgentSessions sessions;
    private PlanBook plans;
    private AgentMemory memory;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("store.mv"));
        tokens = new BootTokens(store, clock);
        sessions = new AgentSessions(store, clock);
        plans = new PlanBook(store);
        memory = new AgentMemory(tokens, sessions, plans, 2, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAgentThatIsHeardIsRememberedAndOneThatIsSilentForAWeekIsNot() {
        var token = tokens.mint(MAC);
        tokens.redeem(token.text(), MAC, "boot-1", KEYS);
        var session = sessions.open(MAC, ACCESS).text();

        clock.advance(DAY.multipliedBy(5));
        assertThat(sessions.hear(session, doubted -> {})).isPresent();
        clock.advance(DAY.multipliedBy(5));
        memory.hasRoomFor(OTHER);
        assertThat(sessions.hear(session, doubted -> {})).isPresent();
        assertThat(tokens.redeem(token.text(), MAC, "boot-1", KEYS)).isEqualTo(Redemption.GOOD);

        clock.advance(DAY.multipliedBy(8));
        memory.hasRoomFor(OTHER);
        assertThat(sessions.hear(session, doubted -> {})).isEmpty();
        assertThat(tokens.redeem(token.text(), MAC, "boot-1", KEYS)).isEqualTo(Redemption.EXPIRED);
        assertThat(new AgentSessions(store, clock).hear(session, doubted -> {})).isEmpty();
    }

    @Test
    void strangersAreLetInUpToANumberAndMachinesThatWereEnteredAlways() {
        for (var mac : List.of(MAC, OTHER)) {
            assertThat(memory.hasRoomFor(mac)).isTrue();
            sessions.open(mac, ACCESS);
        }
        var third = MacAddress.of("52:54:00:00:00:0c");

        assertThat(memory.hasRoomFor(third)).isFalse();
        assertThat(memory.hasRoomFor(MAC)).isTrue();
        plans.publish(new MachineBoot(
                MachineId.of("m-anna1"),
                List.of(third),
                null,
                null,
                new BootPlan.BootOs(false, List.of()),
                null,
                null));
        assertThat(memory.hasRoomFor(third)).isTrue();
    }
}
