package io.metalwright.boot.plans;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time tokens by which BootOS proves that it was started from our script: good for one boot of one MAC. A token is sealed with the site's
 * own key and says itself for whom it was made and when; only used ones are written down. So a script costs no disk, and nobody can fill the
 * store by asking for scripts.
 */
public final class BootTokens {
    /** Whether an announcement may come in. */
    public enum Redemption {
        GOOD,
        UNKNOWN,
        EXPIRED,
        OTHER_MAC,
        USED_BY_ANOTHER_BOOT
    }

    /** What a token says. */
    private record Minted(MacAddress mac, Instant at) {}

    /** From the boot script to the announcement. */
    public static final Duration VALID = Duration.ofMinutes(15);

    private static final String SEAL = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** Two bytes of nothing and six of the MAC, eight of milliseconds since 1970, half a seal. */
    private static final int SEALED_BYTES = 16;

    private static final int TOKEN_BYTES = 32;

    private final SiteStore store;
    private final JsonMap<BootToken> used;
    /** The sum of the one with which a machine came last. */
    private final Map<MacAddress, String> usedBy = new ConcurrentHashMap<>();
    /** Has the key, and is copied for each seal: to find and to key another costs more than the seal. */
    private final Mac sealer;

    private final Clock clock;
    private long lastStamp;

    public BootTokens(SiteStore store, Clock clock) {
        this.store = store;
        this.used = store.map("tokens", BootToken.class);
        used.entries()
                .filter(entry -> entry.getValue().bootId() != null)
                .forEach(entry -> usedBy.put(entry.getValue().mac(), entry.getKey()));
        this.clock = clock;
        this.sealer = sealer(keptKey(store));
    }

    private static Mac sealer(byte[] key) {
        try {
            var mac = Mac.getInstance(SEAL);
            mac.init(new SecretKeySpec(key, SEAL));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("make ready to seal boot tokens", e);
        }
    }

    private static byte[] keptKey(SiteStore store) {
        var kept = store.map("token-key", String.class);
        return Base64.getDecoder().decode(kept.find("key").orElseGet(() -> {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            var text = Base64.getEncoder().encodeToString(fresh);
            kept.put("key", text);
            store.commit();
            return text;
        }));
    }

    public Secret mint(MacAddress mac) {
        var said = ByteBuffer.allocate(TOKEN_BYTES).putLong(mac.bits()).putLong(stamp());
        said.put(seal(said.array()));
        return new Secret(written(said.array()));
    }

    /** No two are the same, so that of two tokens it is known which came later. */
    private synchronized long stamp() {
        lastStamp = Math.max(lastStamp + 1, clock.millis());
        return lastStamp;
    }

    /** The same boot may come again, also after the token's time: an answer can be lost, and a session be forgotten. */
    public synchronized Redemption redeem(String text, MacAddress mac, String bootId, List<String> hostKeys) {
        var sum = Sha256.sumOf(text).hex();
        var kept = used.find(sum);
        // Until they were sealed, unused ones were written down too.
        var minted = kept.map(token -> new Minted(token.mac(), token.minted())).or(() -> read(text));
        if (minted.isEmpty()) {
            return Redemption.UNKNOWN;
        }
        if (!minted.get().mac().equals(mac)) {
            return Redemption.OTHER_MAC;
        }
        var keys = Sha256.sumOf(String.join("\n", hostKeys));
        if (kept.isPresent() && kept.get().bootId() != null) {
            return bootId.equals(kept.get().bootId()) && keys.equals(kept.get().hostKeys())
                    ? Redemption.GOOD
                    : Redemption.USED_BY_ANOTHER_BOOT;
        }
        var at = minted.get().at();
        if (isOlderThanUsed(mac, at)) {
            return Redemption.UNKNOWN;
        }
        if (!clock.instant().isBefore(at.plus(VALID))) {
            return Redemption.EXPIRED;
        }
        forget(mac);
        used.put(sum, new BootToken(mac, at, at.plus(VALID), bootId, keys));
        usedBy.put(mac, sum);
        store.commit();
        return Redemption.GOOD;
    }

    /** With what these machines came last: their time is over long since. On disk when it returns. */
    synchronized void forget(List<MacAddress> macs) {
        macs.forEach(this::forget);
        store.commit();
    }

    private void forget(MacAddress mac) {
        var sum = usedBy.remove(mac);
        if (sum != null) {
            used.remove(sum);
        }
    }

    /** Whether a boot came with it. */
    public boolean isUsed(Secret token) {
        return used.find(token.sum().hex())
                .filter(kept -> kept.bootId() != null)
                .isPresent();
    }

    /** The next boot's token ends those before, used or not. */
    private boolean isOlderThanUsed(MacAddress mac, Instant minted) {
        return Optional.ofNullable(usedBy.get(mac))
                .flatMap(used::find)
                .filter(last -> !last.minted().isBefore(minted))
                .isPresent();
    }

    private Optional<Minted> read(String text) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The last character has two bits that stand for nothing: one token is to have one text.
        if (token.length != TOKEN_BYTES
                || !written(token).equals(text)
                || !MessageDigest.isEqual(seal(token), Arrays.copyOfRange(token, SEALED_BYTES, TOKEN_BYTES))) {
            return Optional.empty();
        }
        var said = ByteBuffer.wrap(token);
        return Optional.of(new Minted(new MacAddress(said.getLong()), Instant.ofEpochMilli(said.getLong())));
    }

    private static String written(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private byte[] seal(byte[] token) {
        try {
            var mac = (Mac) sealer.clone();
            mac.update(token, 0, SEALED_BYTES);
            return Arrays.copyOf(mac.doFinal(), TOKEN_BYTES - SEALED_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("seal a boot token", e);
        }
    }
}
