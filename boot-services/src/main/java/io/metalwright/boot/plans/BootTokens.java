package io.metalwright.boot.plans;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One-time tokens by which BootOS proves that it was started from our script: good for one boot of one MAC. */
public final class BootTokens {
    /** Whether an announcement may come in. */
    public enum Redemption {
        GOOD,
        UNKNOWN,
        EXPIRED,
        OTHER_MAC,
        USED_BY_ANOTHER_BOOT
    }

    static final Duration VALID = Duration.ofMinutes(15);
    /** iPXE fetches its script again after a failure, so there may be a few; not as many as somebody else might ask for. */
    private static final int UNUSED_FOR_ONE_MAC = 8;

    private static final int MOST_TOKENS = 20_000;

    private final SiteStore store;
    private final JsonMap<BootToken> tokens;
    private final Clock clock;

    public BootTokens(SiteStore store, Clock clock) {
        this.store = store;
        this.tokens = store.map("tokens", BootToken.class);
        this.clock = clock;
    }

    /** A new token, or empty when far more are outstanding than any site has machines. */
    public synchronized Optional<Secret> mint(MacAddress mac) {
        forgetExpired();
        var unused = unusedOf(mac);
        unused.stream()
                .limit(Math.max(0, unused.size() + 1 - UNUSED_FOR_ONE_MAC))
                .forEach(entry -> tokens.remove(entry.getKey()));
        if (tokens.size() >= MOST_TOKENS) {
            return Optional.empty();
        }
        var secret = Secret.random();
        var now = clock.instant();
        tokens.put(secret.sum().hex(), new BootToken(mac, now, now.plus(VALID), null, null));
        store.commit();
        return Optional.of(secret);
    }

    /** The same boot may come again, also after the token's time: an answer can be lost, and a session be forgotten. */
    public synchronized Redemption redeem(String text, MacAddress mac, String bootId, List<String> hostKeys) {
        var key = Sha256.sumOf(text).hex();
        var found = tokens.find(key);
        if (found.isEmpty()) {
            return Redemption.UNKNOWN;
        }
        var token = found.get();
        if (!token.mac().equals(mac)) {
            return Redemption.OTHER_MAC;
        }
        var keys = Sha256.sumOf(String.join("\n", hostKeys));
        if (token.bootId() != null) {
            return token.bootId().equals(bootId) && keys.equals(token.hostKeys())
                    ? Redemption.GOOD
                    : Redemption.USED_BY_ANOTHER_BOOT;
        }
        if (!clock.instant().isBefore(token.until())) {
            return Redemption.EXPIRED;
        }
        tokens.entries()
                .filter(entry ->
                        entry.getValue().mac().equals(mac) && entry.getValue().bootId() != null)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(tokens::remove);
        tokens.put(key, token.usedBy(bootId, keys));
        store.commit();
        return Redemption.GOOD;
    }

    private List<Map.Entry<String, BootToken>> unusedOf(MacAddress mac) {
        return tokens.entries()
                .filter(entry ->
                        entry.getValue().mac().equals(mac) && entry.getValue().bootId() == null)
                .sorted(Comparator.comparing(entry -> entry.getValue().minted()))
                .toList();
    }

    private void forgetExpired() {
        var now = clock.instant();
        tokens.entries()
                .filter(entry -> entry.getValue().bootId() == null
                        && now.isAfter(entry.getValue().until()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(tokens::remove);
    }
}
