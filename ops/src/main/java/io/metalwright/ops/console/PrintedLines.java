package io.metalwright.ops.console;

import io.metalwright.model.console.Utf8Pieces;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Whole lines, without what only terminals understand: for pipes and files. */
public final class PrintedLines implements Screen {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Control sequences (ECMA-48 section 5.4), operating-system commands, and what else begins with ESC. */
    private static final Pattern CONTROL = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|\u001b[ -/]*[0-~]");

    private static final int LONGEST = 4096;

    private final Utf8Pieces pieces = new Utf8Pieces();
    private final StringBuilder line = new StringBuilder();
    private final PrintWriter out;
    private final PrintWriter notes;
    private final boolean json;

    /** @param json prints each line as an object with its time */
    public PrintedLines(PrintWriter out, PrintWriter notes, boolean json) {
        this.out = out;
        this.notes = notes;
        this.json = json;
    }

    @Override
    public synchronized void show(byte[] characters) {
        var text = pieces.add(characters);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\n' || line.length() >= LONGEST) {
                end();
            }
            if (letter != '\n') {
                line.append(letter);
            }
        }
    }

    /** What is there of a line that did not end. */
    public synchronized void finish() {
        if (!line.isEmpty()) {
            end();
        }
    }

    private void end() {
        var plain = CONTROL.matcher(line).replaceAll("").replace("\r", "").replaceAll("\\p{Cntrl}&&[^\t]", "");
        line.setLength(0);
        out.println(json ? JSON.writeValueAsString(Map.of("time", Instant.now().toString(), "text", plain)) : plain);
        out.flush();
    }

    @Override
    public void note(String text) {
        notes.println("metalwright: " + text);
        notes.flush();
    }
}
