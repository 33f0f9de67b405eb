package io.metalwright.activities.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {
    private static final SecretReference OF_BMC = SecretReference.of("secret:bmc/m-00000001");
    private static final SecretReference OF_RUN = SecretReference.of("secret:machine/m-00000001/0a");

    private final Map<SecretReference, String> there = new ConcurrentHashMap<>(Map.of(OF_BMC, "calvin-calvin"));
    private final SecretMask mask = new SecretMask();
    private boolean away;

    private final KnownSecrets known = new KnownSecrets(
            new MachineSecrets() {
                @Override
                public Set<SecretReference> of(MachineId machine) {
                    if (away) {
                        throw new IllegalStateException("the database is away");
                    }
                    return Set.copyOf(there.keySet());
                }

                @Override
                public Optional<byte[]> find(SecretReference secret) {
                    return Optional.ofNullable(there.get(secret)).map(text -> text.getBytes(UTF_8));
                }
            },
            MachineId.of("m-00000001"),
            mask);

    @Test
    void thePasswordOfARunThatBeginsMeanwhileIsMaskedToo() {
        known.look();
        assertThat(shown("calvin-calvin swordfish.")).isEqualTo("******** swordfish.");
        there.put(OF_RUN, "swordfish");
        known.look();
        assertThat(shown("calvin-calvin swordfish.")).isEqualTo("******** ********.");
    }

    @Test
    void whatIsKnownStaysMaskedWhileNothingCanBeLearnt() {
        known.look();
        away = true;
        known.look();
        assertThat(shown("calvin-calvin.")).isEqualTo("********.");
    }

    private String shown(String text) {
        return new String(mask.pass(text.getBytes(UTF_8)), UTF_8);
    }
}
