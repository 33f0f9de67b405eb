package io.metalwright.activities.power.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void theDefaultsArePinned() {
        assertThat(Patience.DEFAULT)
                .isEqualTo(new Patience(Duration.ofMillis(500), 1.5, Duration.ofSeconds(4), Duration.ofSeconds(20)));
    }

    @Test
    void waitsGrowUpToTheLongest() {
        Patience patience = new Patience(Duration.ofSeconds(1), 2, Duration.ofSeconds(3), Duration.ofSeconds(9));
        assertThat(patience.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(patience.after(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void waitsDoNotShrink() {
        assertThatThrownBy(() -> new Patience(Duration.ofSeconds(1), 0.5, Duration.ofSeconds(3), Duration.ofSeconds(9)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
