package io.metalwright.boot.ndp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.boot.wire.Captures;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterSolicitationTest {
    /** With the source's link-layer address, as iPXE and Linux send it. */
    private static final String SOLICITATION = "85001234000000000101525400990101";

    @Test
    void aSolicitationIsTakenWithAndWithoutOptions() {
        for (var hex : new String[] {SOLICITATION, SOLICITATION.substring(0, 16)}) {
            assertThatCode(() -> RouterSolicitation.check(bytes(hex))).doesNotThrowAnyException();
        }
        Captures.torment(bytes(SOLICITATION), RouterSolicitation::check);
    }

    @ParameterizedTest
    @CsvSource({
        "86001234000000000101525400990101, type at offset 0",
        "85011234000000000101525400990101, code at offset 1",
        "85001234000000000100525400990101, option length at offset 9",
        "85001234000000000102525400990101, option at offset 10",
        "8500123400, reserved at offset 4",
    })
    void whatIsNoSolicitationIsNamed(String hex, String what) {
        assertThatThrownBy(() -> RouterSolicitation.check(bytes(hex)))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageStartingWith(what);
    }

    private static byte[] bytes(String hex) {
        return Octets.ofHex(hex).bytes();
    }
}
