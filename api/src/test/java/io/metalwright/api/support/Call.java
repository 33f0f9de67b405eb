package io.metalwright.api.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A request to the API. */
public final class Call {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String method;
    private final HttpRequest.Builder request;
    private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();

    public Call(String method, URI uri) {
        this.method = method;
        request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
    }

    public Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Call json(String text) {
        return header("Content-Type", "application/json").body(HttpRequest.BodyPublishers.ofString(text));
    }

    public Call body(HttpRequest.BodyPublisher publisher) {
        body = publisher;
        return this;
    }

    public Answer send() {
        return Answer.of(exchange(HttpResponse.BodyHandlers.ofString()));
    }

    /** The body as it comes; the caller closes it. */
    public HttpResponse<InputStream> open() {
        return exchange(HttpResponse.BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> exchange(HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.method(method, body).build(), handler);
        } catch (IOException e) {
            throw new AssertionError("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
