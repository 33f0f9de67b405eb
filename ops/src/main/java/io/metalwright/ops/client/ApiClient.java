package io.metalwright.ops.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the REST API; what it refuses becomes an {@link ApiFailure} with the API's own words. */
public final class ApiClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String token;

    public ApiClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** A segment of a path: a name may hold any character. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(json(body)));
    }

    public JsonNode patch(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").method("PATCH", json(body)));
    }

    /** Writes a thing anew, by JSON. */
    public JsonNode replace(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").PUT(json(body)));
    }

    public JsonNode put(String path, Path content) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/octet-stream")
                    .timeout(Duration.ofHours(6))
                    .PUT(BodyPublishers.ofFile(content)));
        } catch (IOException e) {
            throw new ApiFailure("read " + content + ": no such file, or it may not be read", e);
        }
    }

    public JsonNode putJson(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").PUT(json(body)));
    }

    public JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    /** A text as it is. */
    public String text(String path) {
        var response = exchange(request(path).setHeader("Accept", "text/plain, */*"), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw ApiFailure.of(response.statusCode(), parse(response.body()));
        }
        return response.body();
    }

    /** Where a WebSocket of the API is. */
    public URI webSocket(String path) {
        return URI.create(base.resolve(path).toString().replaceFirst("^http", "ws"));
    }

    /** An event stream; the caller closes it. */
    public InputStream events(String path) {
        var response = exchange(
                request(path)
                        .header("Accept", "text/event-stream")
                        .timeout(Duration.ofDays(7))
                        .GET(),
                BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (var body = response.body()) {
            throw ApiFailure.of(response.statusCode(), parse(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new ApiFailure("follow " + path + ": HTTP " + response.statusCode(), e);
        }
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) {
        var response = exchange(request, BodyHandlers.ofString());
        var body = parse(response.body());
        if (response.statusCode() >= 400) {
            throw ApiFailure.of(response.statusCode(), body);
        }
        return body == null ? JSON.nullNode() : body;
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (ConnectException e) {
            throw new ApiFailure(
                    "Nothing answers at " + base + ". Start it with 'metalwright up', or give its address by --api.",
                    e);
        } catch (IOException e) {
            throw new ApiFailure("talk to " + base + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiFailure("interrupted", e);
        }
    }

    private static @Nullable JsonNode parse(String body) {
        try {
            return body.isBlank() ? null : JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }
}
