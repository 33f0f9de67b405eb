package io.metalwright.boot.ndp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdvertisingTimesTest {
    private final AdvertisingTimes times = new AdvertisingTimes(0, new SplittableRandom(1));

    @Test
    void theFirstThreeComeSoonAndTheOthersInMinutes() {
        long now = 0;
        for (int i = 0; i < 3; i++) {
            assertThat(times.isDue(now)).isTrue();
            times.sent(now);
            now += i < 2 ? seconds(16) : 0;
        }
        assertThat(times.isDue(now + seconds(199))).isFalse();
        assertThat(times.isDue(now + seconds(600))).isTrue();
    }

    @Test
    void whoeverAsksOftenIsAnsweredEveryThreeSecondsOnly() {
        times.sent(0);
        times.asked(seconds(1));

        assertThat(times.isDue(seconds(2))).isFalse();
        assertThat(times.isDue(seconds(3))).isTrue();
        times.sent(seconds(3));
        assertThat(times.isDue(seconds(4))).isFalse();
        times.asked(seconds(10));
        assertThat(times.isDue(seconds(10))).isTrue();
    }

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
