package io.metalwright.activities.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The way to one who shows a console: a WebSocket that we opened. */
final class DoorSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_WORD = 4096;

    /** Hears what they want of the line. */
    interface Ear {
        void typed(byte[] characters);

        /** A word such as {@code {"do":"break"}}. */
        void told(String json);
    }

    private final WebSocket socket;
    private final Listener listener;

    private DoorSocket(WebSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    static DoorSocket open(HttpClient http, URI door, Ear ear) throws IOException, InterruptedException {
        var listener = new Listener(ear);
        try {
            var socket = http.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .buildAsync(door, listener)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new DoorSocket(socket, listener);
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            // The ticket in the address lets in nobody any more, and still is nobody's business.
            throw new IOException("the API at " + door.getAuthority() + " does not take the console", e);
        }
    }

    void send(Outbox.Message message) throws IOException, InterruptedException {
        var sent = switch (message) {
            case Outbox.Message.Characters characters -> socket.sendBinary(ByteBuffer.wrap(characters.octets()), true);
            case Outbox.Message.Word word -> socket.sendText(word.json(), true);
        };
        try {
            sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the API does not hear", e);
        }
    }

    boolean isClosed() {
        return listener.closed || socket.isOutputClosed();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream characters = new ByteArrayOutputStream();
        private final StringBuilder word = new StringBuilder();
        private final Ear ear;
        private volatile boolean closed;

        Listener(Ear ear) {
            this.ear = ear;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            var octets = new byte[data.remaining()];
            data.get(octets);
            characters.writeBytes(octets);
            if (last) {
                ear.typed(characters.toByteArray());
                characters.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (word.length() + data.length() <= LONGEST_WORD) {
                word.append(data);
            }
            if (last) {
                ear.told(word.toString());
                word.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed = true;
        }
    }
}
