package io.metalwright.boot.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    private static final Share ONE = Share.of("1/2");
    private static final Share TWO = Share.of("2/2");

    @Test
    void everyAddressBelongsToExactlyOneOfTwo() {
        for (int bits : new int[] {0, 1, 0x0a630164, 0x0a630165, 0xfffffffe, 0xffffffff}) {
            var address = Ipv4Address.ofBits(bits);
            assertThat(ONE.owns(address)).isNotEqualTo(TWO.owns(address));
            assertThat(Share.WHOLE.owns(address)).isTrue();
        }
    }

    @Test
    void everyClientIsAskedOfExactlyOneOfTwo() {
        for (int client = 0; client < 1000; client++) {
            var mac = mac(client, 1);
            assertThat(ONE.isAsked(mac)).isNotEqualTo(TWO.isAsked(mac));
            assertThat(Share.WHOLE.isAsked(mac)).isTrue();
        }
    }

    /** The first ports of cards with one, two, four and eight ports, and of cards of which each has a block of its own. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 256})
    void neighboursAreSharedEvenly(int distance) {
        long first = 0;
        for (int client = 0; client < 1000; client++) {
            first += ONE.isAsked(mac(client, distance)) ? 1 : 0;
        }

        assertThat(first).isBetween(400L, 600L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "1/3", "1", "1/2 ", "a/b", ""})
    void whatIsNoShareIsToldWhatWouldBe(String text) {
        assertThatThrownBy(() -> Share.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1/2 for one of them, 2/2 for the other");
    }

    private static MacAddress mac(int client, int distance) {
        return MacAddress.of(String.format(
                "52:54:%02x:%02x:%02x:%02x",
                client * distance >> 24 & 0xff,
                client * distance >> 16 & 0xff,
                client * distance >> 8 & 0xff,
                client * distance & 0xff));
    }
}
