package io.metalwright.api.console;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** A machine's console and those who are there. One types; who wants to type instead takes it over, and all are told. */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Begins a recording. */
    @FunctionalInterface
    interface Recorder {
        Recording begin() throws IOException;
    }

    /** One who is there. */
    record Watcher(String name, Peer peer) {}

    /** A recording begins with the first character: firmware says nothing for a while after a run has switched the machine on. */
    private static final int MOST_UNWRITTEN = 50;

    private final Deque<String> unwritten = new ArrayDeque<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Scrollback scrollback = new Scrollback();
    private final Recorder recorder;
    private @Nullable Watcher writer;
    private @Nullable Peer holder;
    private @Nullable Recording recording;
    private String line = "waiting";
    private @Nullable String why;
    private @Nullable String mark;
    private @Nullable String runUnderWay;
    private Instant leftAt = Instant.now();

    Room(Recorder recorder) {
        this.recorder = recorder;
    }

    synchronized void enter(Watcher watcher, boolean writes) {
        watchers.add(watcher);
        watcher.peer().send(scrollback.all());
        if (writes && writer == null) {
            writer = watcher;
        }
        tellAll();
    }

    synchronized void leave(Watcher watcher) {
        watchers.remove(watcher);
        if (watcher.equals(writer)) {
            writer = null;
        }
        leftAt = Instant.now();
        tellAll();
    }

    synchronized void typed(Watcher watcher, byte[] characters) {
        if (!watcher.equals(writer)) {
            note(
                    watcher,
                    writer == null ? "Nobody types: take over first." : writer.name() + " types. Take over first.");
        } else if (holder == null) {
            note(watcher, "Nothing can be typed now: the line is not open.");
        } else {
            holder.send(characters);
        }
    }

    /** Tells whether another one typed until now. */
    synchronized boolean takeOver(Watcher watcher) {
        var before = writer;
        writer = watcher;
        if (before != null && !before.equals(watcher)) {
            note(before, watcher.name() + " took over: you read on.");
        }
        tellAll();
        return before != null && !before.equals(watcher);
    }

    synchronized void release(Watcher watcher) {
        if (watcher.equals(writer)) {
            writer = null;
            tellAll();
        }
    }

    /** Passes a word on to whoever holds the line, from the one who types. */
    synchronized void wish(Watcher watcher, String word) {
        if (!watcher.equals(writer)) {
            note(watcher, "Take over first.");
        } else if (holder == null) {
            note(watcher, "No worker holds the line yet.");
        } else {
            holder.say(JSON.writeValueAsString(Map.of("do", word)));
        }
    }

    synchronized void held(Peer by) {
        if (holder != null) {
            holder.close("another worker holds the line");
        }
        holder = by;
    }

    synchronized void unheld(Peer by) {
        if (by.equals(holder)) {
            holder = null;
            fares("waiting", "The worker that held the line is away.");
        }
    }

    synchronized boolean isHeld() {
        return holder != null;
    }

    synchronized void wrote(byte[] characters) {
        scrollback.add(characters);
        record(characters);
        watchers.forEach(watcher -> watcher.peer().send(characters));
    }

    private void record(byte[] characters) {
        if (recording != null && recording.isFull()) {
            recording.close();
            recording = null;
        }
        if (recording == null) {
            try {
                recording = recorder.begin();
                if (unwritten.isEmpty() && mark != null) {
                    recording.mark(mark);
                }
                unwritten.forEach(recording::mark);
                unwritten.clear();
                tellAll();
            } catch (IOException e) {
                LOG.warn("A console is not recorded: {}", e.getMessage());
                return;
            }
        }
        recording.wrote(characters);
    }

    synchronized void fares(String state, @Nullable String reason) {
        line = state;
        why = reason;
        tellAll();
    }

    synchronized void noteAll(String text) {
        watchers.forEach(watcher -> note(watcher, text));
    }

    /**
     * @param run null: none is under way
     * @param news what became of its steps; the recording's alone, as it would stand amid what a watcher's terminal shows
     */
    synchronized void run(@Nullable String run, List<String> news) {
        if (runUnderWay != null && run == null) {
            leftAt = Instant.now();
        }
        runUnderWay = run;
        for (var step : news) {
            mark = step;
            if (recording != null) {
                recording.mark(step);
            } else {
                unwritten.addLast(step);
            }
        }
        while (unwritten.size() > MOST_UNWRITTEN) {
            unwritten.removeFirst();
        }
        if (run == null && news.isEmpty()) {
            mark = null;
        }
    }

    synchronized Optional<String> runUnderWay() {
        return Optional.ofNullable(runUnderWay);
    }

    /** Since when nobody wants it; null while somebody does. */
    synchronized @Nullable Instant unwantedSince() {
        return watchers.isEmpty() && runUnderWay == null ? leftAt : null;
    }

    synchronized ConsoleState state(@Nullable Watcher asked) {
        return new ConsoleState(
                line,
                why,
                writer == null ? null : writer.name(),
                watchers.stream().map(Watcher::name).toList(),
                asked == null ? null : asked.equals(writer) ? "writer" : "reader",
                recording != null);
    }

    private void tellAll() {
        for (var watcher : watchers) {
            watcher.peer().say(JSON.writeValueAsString(state(watcher)));
        }
    }

    private static void note(Watcher watcher, String text) {
        watcher.peer().say(JSON.writeValueAsString(Map.of("note", text)));
    }

    synchronized void close(String reason) {
        watchers.forEach(watcher -> watcher.peer().close(reason));
        watchers.clear();
        if (holder != null) {
            holder.close(reason);
            holder = null;
        }
        if (recording != null) {
            recording.close();
            recording = null;
        }
    }
}
