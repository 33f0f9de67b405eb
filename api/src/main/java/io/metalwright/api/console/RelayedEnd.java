package io.metalwright.api.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One who watches here what another API process shows: passed on both ways. */
final class RelayedEnd extends ConsoleEnd {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI there;
    private CompletableFuture<WebSocket> last = new CompletableFuture<>();

    /** @param ticket that lets in to the other process */
    RelayedEnd(URI there, String ticket, boolean writes) {
        this.there = URI.create(
                there.toString().replaceFirst("^http", "ws") + "/console/watch?ticket=" + ticket + "&write=" + writes);
    }

    @Override
    synchronized void opened(Peer other) {
        last = HTTP.newWebSocketBuilder().buildAsync(there, new Back(other));
        last.whenComplete((socket, failure) -> {
            if (failure != null) {
                other.close("the API process that shows this console does not answer");
            }
        });
    }

    /** One after the other, in the order in which they came. */
    @Override
    synchronized void characters(byte[] octets) {
        last = last.thenCompose(socket -> socket.sendBinary(ByteBuffer.wrap(octets), true));
    }

    @Override
    synchronized void word(JsonNode word) {
        last = last.thenCompose(socket -> socket.sendText(word.toString(), true));
    }

    @Override
    synchronized void closed() {
        last.thenAccept(WebSocket::abort);
    }

    private record Back(Peer to, StringBuilder word) implements WebSocket.Listener {
        Back(Peer to) {
            this(to, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
            var octets = new byte[data.remaining()];
            data.get(octets);
            to.send(octets);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            word.append(data);
            if (isLast) {
                to.say(word.toString());
                word.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            to.close(reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            to.close("the API process that shows this console is away");
        }
    }
}
