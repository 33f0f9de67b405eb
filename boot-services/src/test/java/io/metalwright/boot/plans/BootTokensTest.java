package io.metalwright.boot.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.plans.BootTokens.Redemption;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootTokensTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:0a");
    private static final MacAddress OTHER = MacAddress.of("52:54:00:00:00:0b");
    private static final List<String> KEYS = List.of("ssh-ed25519 AAAA");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private SiteStore store;
    private BootTokens tokens;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("tokens.mv"));
        tokens = new BootTokens(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTokenIsGoodForOneBootOfOneMacHoweverOftenThatBootRepeatsItself() {
        var token = minted();

        assertThat(token).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.redeem(token, OTHER, "boot-1", KEYS)).isEqualTo(Redemption.OTHER_MAC);
        assertThat(tokens.redeem(token, MAC, "boot-1", KEYS)).isEqualTo(Redemption.GOOD);
        assertThat(tokens.redeem(token, MAC, "boot-1", KEYS)).isEqualTo(Redemption.GOOD);
        assertThat(tokens.redeem(token, MAC, "boot-2", KEYS)).isEqualTo(Redemption.USED_BY_ANOTHER_BOOT);
        assertThat(tokens.redeem(token, MAC, "boot-1", List.of("ssh-ed25519 BBBB")))
                .isEqualTo(Redemption.USED_BY_ANOTHER_BOOT);
    }

    @Test
    void aTokenNobodyMintedIsUnknown() {
        assertThat(tokens.redeem("x", MAC, "boot-1", KEYS)).isEqualTo(Redemption.UNKNOWN);
    }

    @Test
    void anUnusedTokenExpiresAndAUsedOneDoesNot() {
        var used = minted();
        tokens.redeem(used, MAC, "boot-1", KEYS);
        var unused = minted();
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));

        assertThat(tokens.redeem(unused, MAC, "boot-2", KEYS)).isEqualTo(Redemption.EXPIRED);
        assertThat(tokens.redeem(used, MAC, "boot-1", KEYS)).isEqualTo(Redemption.GOOD);
    }

    @Test
    void theNextBootsTokenEndsTheOneBefore() {
        var before = minted();
        tokens.redeem(before, MAC, "boot-1", KEYS);
        tokens.redeem(minted(), MAC, "boot-2", KEYS);

        assertThat(tokens.redeem(before, MAC, "boot-1", KEYS)).isEqualTo(Redemption.UNKNOWN);
    }

    @Test
    void aTokenMintedBeforeTheOneThatWasUsedIsNotGoodAnyMore() {
        var first = minted();
        var second = minted();
        tokens.redeem(second, MAC, "boot-1", KEYS);

        assertThat(tokens.redeem(first, MAC, "boot-1", KEYS)).isEqualTo(Redemption.UNKNOWN);
    }

    @Test
    void aTokenOutlivesTheProcessThatMintedIt() {
        var token = minted();

        assertThat(new BootTokens(store, clock).redeem(token, MAC, "boot-1", KEYS))
                .isEqualTo(Redemption.GOOD);
    }

    @Test
    void aTokenIsUnknownWhenAnyOfItsCharactersIsChanged() {
        var token = minted();

        for (int i = 0; i < token.length(); i++) {
            var changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertThat(tokens.redeem(changed, MAC, "boot-1", KEYS)).isEqualTo(Redemption.UNKNOWN);
        }
    }

    @Test
    void noTokenStandsInTheFile() throws IOException {
        var token = minted();
        tokens.redeem(token, MAC, "boot-1", KEYS);

        assertThat(new String(Files.readAllBytes(folder.resolve("tokens.mv")), StandardCharsets.ISO_8859_1))
                .doesNotContain(token);
    }

    private String minted() {
        return tokens.mint(MAC).text();
    }
}
