package io.metalwright.activities.power.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceWindowTest {
    private final SequenceWindow window = new SequenceWindow();

    @Test
    void aNumberIsNewOnce() {
        assertThat(window.admit(7)).isTrue();
        assertThat(window.admit(7)).isFalse();
        assertThat(window.admit(8)).isTrue();
        assertThat(window.admit(7)).isFalse();
    }

    @Test
    void anOvertakenNumberIsNew() {
        assertThat(window.admit(20)).isTrue();
        assertThat(window.admit(4)).isTrue();
        assertThat(window.admit(4)).isFalse();
        assertThat(window.admit(3)).isFalse();
    }

    @Test
    void aNumberTooFarAheadIsNone() {
        assertThat(window.admit(1)).isTrue();
        assertThat(window.admit(17)).isFalse();
        assertThat(window.admit(16)).isTrue();
        assertThat(window.admit(31)).isTrue();
    }

    @Test
    void whatWasSeenStaysSeenWhenTheWindowMoves() {
        assertThat(window.admit(10)).isTrue();
        assertThat(window.admit(25)).isTrue();
        assertThat(window.admit(10)).isFalse();
        assertThat(window.admit(9)).isTrue();
        assertThat(window.admit(8)).isFalse();
    }

    @Test
    void numbersWrapAroundWithoutZero() {
        assertThat(window.admit(-1)).isTrue();
        assertThat(window.admit(0)).isFalse();
        assertThat(window.admit(1)).isTrue();
    }
}
