package io.metalwright.ops.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededTemperTest {
    private final Tally tally = new Tally();

    @Test
    void aMachineWithoutFaultsDoesAllThatItIsTold() throws Exception {
        for (long seed = 0; seed < 50; seed++) {
            var good = temper(seed, Set.of());
            good.registered();
            assertThat(good.isDark()).isFalse();
            assertThat(good.powerObeys() && good.bootDeviceIsKept() && good.rebootObeys())
                    .isTrue();
            assertThat(good.bmcAnswers() && good.showsItsHostKey()).isTrue();
            for (int command = 0; command < 100; command++) {
                assertThat(good.lastsThroughCommand() && good.lastsThroughChunk())
                        .isTrue();
            }
        }
    }

    @Test
    void eachLiarLiesOnceAndOnlyAfterItsRegistration() {
        for (long seed = 0; seed < 50; seed++) {
            var liar = temper(seed, Set.of(Fault.LIES));
            assertThat(lies(liar)).isZero();
            liar.registered();
            assertThat(lies(liar)).isOne();
            assertThat(lies(liar)).isZero();
        }
    }

    @Test
    void aMachineThatResetsDoesSoOnce() throws Exception {
        for (long seed = 0; seed < 50; seed++) {
            var restless = temper(seed, Set.of(Fault.REBOOTS));
            int resets = 0;
            for (int command = 0; command < 100; command++) {
                resets += restless.lastsThroughCommand() ? 0 : 1;
                resets += restless.lastsThroughChunk() ? 0 : 1;
            }
            assertThat(resets).isOne();
        }
    }

    @Test
    void theSameSeedMakesTheSameFaultsWhateverOtherKindsThereAre() {
        for (long seed = 0; seed < 50; seed++) {
            var one = new SeededTemper(new Random(seed), EnumSet.of(Fault.LIES), 0.5, tally);
            var all = new SeededTemper(new Random(seed), EnumSet.allOf(Fault.class), 0.5, tally);
            one.registered();
            all.registered();
            assertThat(lies(all)).isEqualTo(lies(one));
        }
    }

    private static int lies(SeededTemper temper) {
        return (temper.powerObeys() ? 0 : 1) + (temper.bootDeviceIsKept() ? 0 : 1) + (temper.rebootObeys() ? 0 : 1);
    }

    private SeededTemper temper(long seed, Set<Fault> kinds) {
        return new SeededTemper(new Random(seed), kinds, 1, tally);
    }
}
