package io.metalwright.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {
    private final StringWriter out = new StringWriter();

    private PrintedLines lines(boolean json) {
        return new PrintedLines(new PrintWriter(out), new PrintWriter(new StringWriter()), json);
    }

    @Test
    void linesAreWholeAndWithoutColours() {
        var lines = lines(false);
        lines.show("\u001b[2J\u001b[01;31mGRUB\u001b[0m load".getBytes(UTF_8));
        assertThat(out.toString()).isEmpty();
        lines.show("ing\u001b]0;title\u0007\r\nlogin: ".getBytes(UTF_8));
        lines.finish();
        assertThat(out.toString().lines()).containsExactly("GRUB loading", "login: ");
    }

    @Test
    void programsGetAnObjectALine() {
        var lines = lines(true);
        lines.show("a \"b\"\r\n".getBytes(UTF_8));
        assertThat(out.toString()).contains("\"text\":\"a \\\"b\\\"\"").contains("\"time\":\"20");
    }

    @Test
    void aMachineThatNeverEndsALineFillsNoMemory() {
        var lines = lines(false);
        lines.show("x".repeat(10_000).getBytes(UTF_8));
        assertThat(out.toString().lines().count()).isEqualTo(2);
    }
}
