package io.metalwright.ops.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static String read(String... pieces) {
        var keys = new Keys();
        return List.of(pieces).stream()
                .flatMap(piece -> keys.read(piece.getBytes(US_ASCII), piece.length()).stream())
                .map(stroke -> switch (stroke) {
                    case Keys.Stroke.Type type -> new String(type.characters(), US_ASCII);
                    case Keys.Stroke.Leave leave -> "<leave>";
                    case Keys.Stroke.Break hold -> "<break>";
                    case Keys.Stroke.TakeOver take -> "<take>";
                    case Keys.Stroke.Help help -> "<help>";
                })
                .collect(Collectors.joining());
    }

    @Test
    void aTildeAtTheBeginOfALineSpeaksToUs() {
        assertThat(read("~.")).isEqualTo("<leave>");
        assertThat(read("ls\r~B~t~?")).isEqualTo("ls\r<break><take><help>");
    }

    @Test
    void aTildeElsewhereIsTyped() {
        assertThat(read("cd ~.")).isEqualTo("cd ~.");
    }

    @Test
    void twoTildesTypeOne() {
        assertThat(read("~~.")).isEqualTo("~.");
    }

    @Test
    void keysComeOneByOneAsWell() {
        assertThat(read("\r", "~", ".", "x")).isEqualTo("\r<leave>x");
        assertThat(read("~", "x")).isEqualTo("~x");
    }
}
