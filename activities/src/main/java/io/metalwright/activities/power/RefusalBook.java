package io.metalwright.activities.power;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which credentials BMCs refused, so that nobody tries them there again, and what people said of it. */
public interface RefusalBook {
    /** Why the BMC refused it. */
    Optional<String> refusal(BmcAddress address, CredentialFingerprint credential);

    void enter(BmcAddress address, CredentialFingerprint credential, String reason);

    /** Whatever was refused there may be tried once more. */
    void forget(BmcAddress address);

    /** Whether this word of a person, that the BMC was mended, is another than the last one that was heard of it. */
    boolean hear(BmcAddress address, String word);

    /** Known for as long as the process lives. */
    static RefusalBook inMemory() {
        return new RefusalBook() {
            private final Map<BmcAddress, Map<CredentialFingerprint, String>> refused = new ConcurrentHashMap<>();
            private final Map<BmcAddress, String> words = new ConcurrentHashMap<>();

            @Override
            public Optional<String> refusal(BmcAddress address, CredentialFingerprint credential) {
                return Optional.ofNullable(
                        refused.getOrDefault(address, Map.of()).get(credential));
            }

            @Override
            public void enter(BmcAddress address, CredentialFingerprint credential, String reason) {
                refused.computeIfAbsent(address, unknown -> new ConcurrentHashMap<>())
                        .putIfAbsent(credential, reason);
            }

            @Override
            public void forget(BmcAddress address) {
                refused.remove(address);
            }

            @Override
            public boolean hear(BmcAddress address, String word) {
                return !word.equals(words.put(address, word));
            }
        };
    }
}
