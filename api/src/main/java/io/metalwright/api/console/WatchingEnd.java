package io.metalwright.api.console;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One who watches, and perhaps types. */
final class WatchingEnd extends ConsoleEnd {
    private final Room room;
    private final String who;
    private final boolean writes;
    private final Runnable takenOver;
    private Room.@Nullable Watcher watcher;

    /** @param takenOver told when this one takes the keyboard from another */
    WatchingEnd(Room room, String who, boolean writes, Runnable takenOver) {
        this.room = room;
        this.who = who;
        this.writes = writes;
        this.takenOver = takenOver;
    }

    @Override
    void opened(Peer other) {
        watcher = new Room.Watcher(who, other);
        room.enter(watcher, writes);
    }

    @Override
    void characters(byte[] octets) {
        if (watcher != null) {
            room.typed(watcher, octets);
        }
    }

    @Override
    void word(JsonNode word) {
        if (watcher == null) {
            return;
        }
        switch (word.path("do").asString("")) {
            case "take" -> {
                if (room.takeOver(watcher)) {
                    takenOver.run();
                }
            }
            case "release" -> room.release(watcher);
            case "break" -> room.wish(watcher, "break");
            case "take-line" -> room.wish(watcher, "take-line");
            default -> {
                // A newer client may ask for what is not known here.
            }
        }
    }

    @Override
    void closed() {
        if (watcher != null) {
            room.leave(watcher);
        }
    }
}
