package io.metalwright.activities.notice;

import io.metalwright.activities.keys.SecretStore;
import io.metalwright.model.notice.Channel;
import io.metalwright.model.notice.Notice;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Posts a notice. A redirect is an answer other than yes: it would carry the notice where nobody had sent it. */
final class WebhookPost {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final SecretStore secrets;

    WebhookPost(SecretStore secrets) {
        this.secrets = secrets;
    }

    /** Says what was answered. */
    String send(Channel.Webhook channel, Notice notice, String body) throws NotTakenException, InterruptedException {
        int status = exchange(channel, request(channel, notice, body));
        if (status / 100 != 2) {
            throw new NotTakenException(
                    "HTTP " + status, "post to " + host(channel) + ": HTTP " + status + ", and a 2xx was wanted.");
        }
        return "HTTP " + status;
    }

    private HttpRequest request(Channel.Webhook channel, Notice notice, String body) {
        var now = Instant.now();
        try (var secret = secrets.resolve(channel.secret())) {
            return HttpRequest.newBuilder(URI.create(channel.url()))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Metalwright")
                    .header("webhook-id", notice.id())
                    .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                    .header("webhook-signature", WebhookSignature.of(secret.plain(), notice.id(), now, body))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }
    }

    private int exchange(Channel.Webhook channel, HttpRequest request) throws NotTakenException, InterruptedException {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // What it says beyond that is not waited for: the request's limit ends with the headers, and a body may
            // never end.
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            var said = e instanceof ConnectException ? "nobody can be reached there" : String.valueOf(e.getMessage());
            throw new NotTakenException("no answer", "post to " + host(channel) + ": " + said + ".", e);
        }
    }

    /** Paths and queries of webhooks often hold what lets one post there. */
    private static String host(Channel.Webhook channel) {
        var url = URI.create(channel.url());
        return url.getScheme() + "://" + url.getAuthority();
    }
}
