package io.metalwright.api.console;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our end of a console's WebSocket: octets are characters of the line, texts are JSON. */
abstract class ConsoleEnd extends Endpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 64 * 1024;

    private @Nullable SocketPeer peer;

    abstract void opened(Peer other);

    abstract void characters(byte[] octets);

    abstract void word(JsonNode word);

    abstract void closed();

    @Override
    public final void onOpen(Session session, EndpointConfig configuration) {
        session.setMaxBinaryMessageBufferSize(LONGEST);
        session.setMaxTextMessageBufferSize(LONGEST);
        session.setMaxIdleTimeout(0);
        peer = SocketPeer.of(session);
        opened(peer);
        session.addMessageHandler(byte[].class, (MessageHandler.Whole<byte[]>) this::characters);
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::read);
    }

    private void read(String text) {
        try {
            word(JSON.readTree(text));
        } catch (JacksonException e) {
            // Whoever sends no JSON is not understood.
        }
    }

    @Override
    public final void onClose(Session session, CloseReason reason) {
        if (peer != null) {
            peer.gone();
            closed();
        }
    }

    @Override
    public final void onError(Session session, Throwable failure) {
        // It is closed next.
    }
}
