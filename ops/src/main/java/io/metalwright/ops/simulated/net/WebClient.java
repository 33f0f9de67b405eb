package io.metalwright.ops.simulated.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.0 on one connection a request, bound to the address of the machine that asks. A thread of its own for each of a thousand machines would cost
 * more than this.
 */
public final class WebClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int LARGEST = 64 << 20;

    /** An answer, whatever its status. */
    public record Answer(int status, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final String localAddress;
    private final @Nullable SSLContext tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param tls what is trusted behind {@code https}; null where only {@code http} is spoken */
    public WebClient(String localAddress, @Nullable SSLContext tls) {
        this.localAddress = localAddress;
        this.tls = tls;
    }

    public Answer fetch(URI uri, Map<String, String> headers, Duration patience) throws IOException {
        return ask("GET", uri, headers, new byte[0], patience);
    }

    public Answer post(URI uri, Map<String, String> headers, String json, Duration patience) throws IOException {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        return ask("POST", uri, all, json.getBytes(StandardCharsets.UTF_8), patience);
    }

    private Answer ask(String method, URI uri, Map<String, String> headers, byte[] body, Duration patience)
            throws IOException {
        try (var plain = new Socket()) {
            open.add(plain);
            if (closed) {
                throw new IOException("the machine is off");
            }
            plain.bind(new InetSocketAddress(localAddress, 0));
            plain.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
            plain.setSoTimeout((int) patience.toMillis());
            try (var socket = uri.getScheme().equals("https") ? secured(plain, uri) : plain) {
                var head = new StringBuilder(method + " " + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + " HTTP/1.0\r\nHost: "
                        + uri.getAuthority() + "\r\nContent-Length: " + body.length + "\r\n");
                headers.forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
                var out = new ByteArrayOutputStream();
                out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
                out.writeBytes(body);
                socket.getOutputStream().write(out.toByteArray());
                socket.getOutputStream().flush();
                return answer(socket.getInputStream().readNBytes(LARGEST));
            } finally {
                open.remove(plain);
            }
        }
    }

    private Socket secured(Socket plain, URI uri) throws IOException {
        if (tls == null) {
            throw new IOException("no certificate authority is known yet for " + uri.getAuthority());
        }
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, uri.getHost(), uri.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static Answer answer(byte[] whole) throws IOException {
        // One character for each byte, so that places in the text are places in the bytes.
        var text = new String(whole, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        var words = text.split(" ", 3);
        if (end < 0 || words.length < 3 || !words[1].matches("\\d{3}")) {
            throw new IOException("the server ended the connection without an answer");
        }
        var head = text.substring(0, end);
        var body = java.util.Arrays.copyOfRange(whole, end + 4, whole.length);
        var length = java.util.regex.Pattern.compile("(?i)\r\ncontent-length: *(\\d+)")
                .matcher(head);
        if (length.find() && Long.parseLong(length.group(1)) != body.length) {
            throw new IOException("the answer ended after " + body.length + " of " + length.group(1) + " bytes");
        }
        return new Answer(Integer.parseInt(words[1]), body);
    }

    /** Cuts what is going on, as a machine does that loses its power. */
    @Override
    public void close() {
        closed = true;
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone, which was wanted.
            }
        });
    }
}
