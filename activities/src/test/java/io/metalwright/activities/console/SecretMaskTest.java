package io.metalwright.activities.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private static final String SHOWN = "ipmitool -P s3cret-s3cret power on; s3cret-s3cre, s3cret-s3s3cret-s3cret!";
    private static final String MASKED = "ipmitool -P ******** power on; s3cret-s3cre, s3cret-s3********!";

    @Test
    void aSecretIsMaskedWhereverThePiecesAreCut() {
        byte[] shown = SHOWN.getBytes(UTF_8);
        for (int cut = 0; cut <= shown.length; cut++) {
            var mask = mask("s3cret-s3cret");
            assertThat(new String(mask.pass(Arrays.copyOf(shown, cut)), UTF_8)
                            + new String(mask.pass(Arrays.copyOfRange(shown, cut, shown.length)), UTF_8))
                    .isEqualTo(MASKED);
        }
    }

    @Test
    void itsBeginIsShownOnceNothingFollows() {
        var mask = mask("s3cret-s3cret");
        assertThat(new String(mask.pass("user s3c".getBytes(UTF_8)), UTF_8)).isEqualTo("user ");
        assertThat(mask.holds()).isTrue();
        assertThat(new String(mask.rest(), UTF_8)).isEqualTo("s3c");
        assertThat(mask.holds()).isFalse();
    }

    @Test
    void aSecretThatIsAnOrdinaryWordBlanksNothing() {
        var mask = mask("root");
        assertThat(new String(mask.pass("root login".getBytes(UTF_8)), UTF_8)).isEqualTo("root login");
    }

    @Test
    void ofSeveralSecretsTheLongestThatFitsIsMaskedWherever() {
        byte[] shown = "hunter22 and hunter22-again and swordfish".getBytes(UTF_8);
        for (int cut = 0; cut <= shown.length; cut++) {
            var mask = mask("hunter22", "swordfish", "hunter22-again");
            assertThat(new String(mask.pass(Arrays.copyOf(shown, cut)), UTF_8)
                            + new String(mask.pass(Arrays.copyOfRange(shown, cut, shown.length)), UTF_8))
                    .isEqualTo("******** and ******** and ********");
        }
    }

    @Test
    void aSecretThatIsLearntLaterIsMaskedFromThenOn() {
        var mask = mask();
        assertThat(new String(mask.pass("swordfish ".getBytes(UTF_8)), UTF_8)).isEqualTo("swordfish ");
        mask.know(List.of("swordfish".getBytes(UTF_8)));
        assertThat(new String(mask.pass("swordfish ".getBytes(UTF_8)), UTF_8)).isEqualTo("******** ");
    }

    private static SecretMask mask(String... secrets) {
        var mask = new SecretMask();
        mask.know(Stream.of(secrets).map(secret -> secret.getBytes(UTF_8)).toList());
        return mask;
    }
}
