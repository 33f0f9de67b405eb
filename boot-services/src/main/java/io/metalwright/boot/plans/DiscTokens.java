package io.metalwright.boot.plans;

import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The boot tokens that stand on discs. BMCs read a disc in pieces and may read a piece again, so that its token stays as long as it is good: until a
 * boot has used it, or its time is nearly over.
 */
public final class DiscTokens {
    /** What is read now must be good until the machine has come up. */
    private static final Duration FRESH = BootTokens.VALID.dividedBy(3);

    /** On a disc at this moment. */
    public record Token(Secret secret, Instant since) {}

    private final BootTokens tokens;
    private final Clock clock;
    private final Map<Sha256, Token> written = new ConcurrentHashMap<>();

    public DiscTokens(BootTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    public Secret on(Sha256 disc, MacAddress mac) {
        written.values().removeIf(token -> !isFresh(token));
        return written.compute(
                        disc, (same, token) -> isGood(token) ? token : new Token(tokens.mint(mac), clock.instant()))
                .secret();
    }

    private boolean isGood(@Nullable Token token) {
        return token != null && isFresh(token) && !tokens.isUsed(token.secret());
    }

    private boolean isFresh(Token token) {
        return clock.instant().isBefore(token.since().plus(FRESH));
    }
}
