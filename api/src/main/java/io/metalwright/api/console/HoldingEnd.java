package io.metalwright.api.console;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A site's worker that holds the line. */
final class HoldingEnd extends ConsoleEnd {
    private final Room room;
    private @Nullable Peer worker;

    HoldingEnd(Room room) {
        this.room = room;
    }

    @Override
    void opened(Peer other) {
        worker = other;
        room.held(other);
    }

    @Override
    void characters(byte[] octets) {
        room.wrote(octets);
    }

    @Override
    void word(JsonNode word) {
        if (word.has("note")) {
            room.noteAll(word.path("note").asString(""));
        } else if (word.has("line")) {
            room.fares(
                    word.path("line").asString(""),
                    word.has("why") ? word.path("why").asString("") : null);
        }
    }

    @Override
    void closed() {
        if (worker != null) {
            room.unheld(worker);
        }
    }
}
