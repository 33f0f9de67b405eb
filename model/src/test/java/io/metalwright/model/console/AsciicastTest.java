package io.metalwright.model.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AsciicastTest {
    @Test
    void aRecordingIsAHeaderAndEventsAsPlayersReadThem() {
        assertThat(Asciicast.header(Instant.ofEpochSecond(1_790_000_000), "m\"1"))
                .isEqualTo(
                        "{\"version\": 2, \"width\": 80, \"height\": 25, \"timestamp\": 1790000000, \"title\": \"m\\\"1\"}\n");
        assertThat(Asciicast.event(Duration.ofMillis(1500), Asciicast.Kind.OUTPUT, "a\u001b[1m\r\n\\"))
                .isEqualTo("[1.500000, \"o\", \"a\\u001b[1m\\r\\n\\\\\"]\n");
        assertThat(Asciicast.event(Duration.ZERO, Asciicast.Kind.MARKER, "Image"))
                .isEqualTo("[0.000000, \"m\", \"Image\"]\n");
    }

    @Test
    void lettersThatAreCutByAPieceAreJoinedAgain() {
        byte[] whole = "grün, 日本, 😀.".getBytes(UTF_8);
        for (int cut = 0; cut <= whole.length; cut++) {
            var pieces = new Utf8Pieces();
            assertThat(pieces.add(Arrays.copyOf(whole, cut)) + pieces.add(Arrays.copyOfRange(whole, cut, whole.length)))
                    .isEqualTo("grün, 日本, 😀.");
        }
    }

    @Test
    void noiseIsShownAsSuchAndStopsNothing() {
        assertThat(new Utf8Pieces().add(new byte[] {'a', (byte) 0xFF, 'b'})).isEqualTo("a\uFFFDb");
    }
}
