package io.metalwright.ops.console;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.client.ApiFailure;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console of a machine in the CMDB, through the API: several may watch it, and one types. */
public final class ApiConsole implements ConsoleSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ApiClient api;
    private final String machine;
    private final boolean write;
    private final boolean take;

    /**
     * @param write whether to be the one who types if nobody is
     * @param take whether to be so in any case
     */
    public ApiConsole(ApiClient api, String machine, boolean write, boolean take) {
        this.api = api;
        this.machine = machine;
        this.write = write;
        this.take = take;
    }

    @Override
    public String name() {
        return "machine " + machine;
    }

    @Override
    public ConsoleLine open(Consumer<String> told) {
        try {
            var path = api.post("/machines/" + ApiClient.segment(machine) + "/console", Map.of())
                    .path("path")
                    .asString("");
            var line = new Line(told);
            line.socket = http.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .buildAsync(api.webSocket(path + (write ? "&write=true" : "")), line)
                    .join();
            if (take) {
                line.takeOver();
            }
            return line;
        } catch (ApiFailure e) {
            throw new ConsoleLost(String.valueOf(e.getMessage()), e.mayPass(), e);
        } catch (CompletionException e) {
            throw new ConsoleLost("The API does not open the console: " + e.getCause(), true, e);
        }
    }

    private static final class Line implements ConsoleLine, WebSocket.Listener {
        private static final byte[] END = new byte[0];

        private final BlockingQueue<byte[]> wrote = new LinkedBlockingQueue<>();
        private final ByteArrayOutputStream characters = new ByteArrayOutputStream();
        private final StringBuilder word = new StringBuilder();
        private final Consumer<String> told;
        private volatile @Nullable WebSocket socket;
        private volatile String farewell = "";
        private String lastSaid = "";

        Line(Consumer<String> told) {
            this.told = told;
        }

        @Override
        public byte[] read(Duration wait) {
            try {
                var some = wrote.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
                if (some == END) {
                    wrote.add(END);
                    throw new ConsoleLost("the API closed the console" + farewell + ".", true);
                }
                return some == null ? END : some;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return END;
            }
        }

        @Override
        public void write(byte[] octets) {
            var open = socket;
            if (open != null) {
                open.sendBinary(ByteBuffer.wrap(octets), true).join();
            }
        }

        @Override
        public void sendBreak() {
            wish("break");
        }

        @Override
        public void takeOver() {
            wish("take");
        }

        private void wish(String what) {
            var open = socket;
            if (open != null) {
                open.sendText("{\"do\":\"" + what + "\"}", true).join();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            var octets = new byte[data.remaining()];
            data.get(octets);
            characters.writeBytes(octets);
            if (last && characters.size() > 0) {
                wrote.add(characters.toByteArray());
                characters.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            word.append(data);
            if (last) {
                tell(JSON.readTree(word.toString()));
                word.setLength(0);
            }
            from.request(1);
            return null;
        }

        /** Once each time that it is another. */
        private void tell(JsonNode state) {
            var said = state.has("note") ? state.path("note").asString("") : words(state);
            if (state.has("note") || !said.equals(lastSaid)) {
                told.accept(said);
            }
            if (!state.has("note")) {
                lastSaid = said;
            }
        }

        private static String words(JsonNode state) {
            var writer = state.path("you").asString("").equals("writer")
                    ? "you type"
                    : state.has("writer") ? state.path("writer").asString("") + " types" : "nobody types";
            var why = state.has("why") ? " (" + state.path("why").asString("") + ")" : "";
            return "line " + state.path("line").asString("") + why + ", " + writer + ", "
                    + state.path("watchers").size() + " there";
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            farewell = reason.isEmpty() ? "" : ": " + reason;
            wrote.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            farewell = ": " + error.getMessage();
            wrote.add(END);
        }

        @Override
        public void close() {
            var open = socket;
            if (open != null) {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                        .orTimeout(2, TimeUnit.SECONDS)
                        .exceptionally(e -> open)
                        .join();
                open.abort();
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
