package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to BMCs, and their answers as JSON: bounded in time and size. One for a process. */
final class RedfishHttp implements AutoCloseable {
    /** More than any resource has; a whole BIOS attribute registry, which nobody reads here, has 3 MB. */
    private static final int LARGEST = 8 << 20;

    private static final int DEEPEST = 60;
    private static final int REDIRECTIONS = 3;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxStringLength(1 << 20)
                            .build())
                    .build())
            .build();

    private final HttpClient client;
    private final Duration patience;

    RedfishHttp(CertificatePins pins, Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                // BMCs that offer HTTP/2 are known to fail at it, and gain nothing by it.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .sslContext(PinnedTrust.context(pins))
                .build();
    }

    /**
     * Asks once, and follows where the BMC sends us on itself.
     *
     * @return also refusals
     * @throws BmcFailure.Unreachable if no whole answer came in time
     * @throws BmcFailure.Nonsense if it cannot be read
     * @throws BmcFailure.Stranger if another certificate is shown than before
     */
    Reply send(BmcAddress address, Asking asking) {
        var asked = asking;
        for (int redirection = 0; redirection <= REDIRECTIONS; redirection++) {
            var reply = sendOnce(address, asked);
            boolean everyMethod = reply.status() == 307 || reply.status() == 308;
            boolean reading = asked.method().equals("GET") && (reply.status() == 301 || reply.status() == 302);
            var location = reply.header("Location");
            if (location.isEmpty() || !(everyMethod || reading)) {
                return reply;
            }
            asked = asked.at(Links.path(address, location.orElseThrow()));
        }
        throw new BmcFailure.Nonsense(what(asking, address) + ": the BMC sends on from place to place without an end.");
    }

    private Reply sendOnce(BmcAddress address, Asking asking) {
        // Not sendAsync: it hands every answer on by the JVM's common pool, which somebody else may hold up.
        var answer = new FutureTask<>(() ->
                client.send(request(address, asking), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST)));
        Thread.ofVirtual().name("redfish " + address).start(answer);
        try {
            // The request's own time limit ends with the answer's headers.
            var response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.headers(), json(address, asking, response));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new BmcFailure.Unreachable(
                    what(asking, address) + ": no whole answer in " + patience.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable(what(asking, address) + ": interrupted.", e);
        } catch (ExecutionException e) {
            throw failure(address, asking, e.getCause() == null ? e : e.getCause());
        }
    }

    private HttpRequest request(BmcAddress address, Asking asking) {
        var body = asking.body();
        var request = HttpRequest.newBuilder(Links.uri(address, asking.path()))
                .method(
                        asking.method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .header("Accept", "application/json")
                .header("OData-Version", "4.0");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        asking.headers().forEach(request::header);
        return request.build();
    }

    private static JsonNode json(BmcAddress address, Asking asking, HttpResponse<byte[]> response) {
        if (response.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            var read = JSON.readTree(response.body());
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException e) {
            // A refusal is one also without words, and done is done: only what was to be read must be readable.
            if (response.statusCode() >= 300 || !asking.method().equals("GET")) {
                return MissingNode.getInstance();
            }
            var place =
                    e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
            throw new BmcFailure.Nonsense(
                    what(asking, address) + ": the answer is no JSON that can be read" + place + ": "
                            + Words.clean(e.getOriginalMessage()) + ". Look for newer firmware of the BMC.",
                    e);
        } catch (IOException e) {
            throw new BmcFailure.Nonsense(what(asking, address) + ": the answer cannot be read.", e);
        }
    }

    private static BmcFailure failure(BmcAddress address, Asking asking, Throwable cause) {
        for (var each = cause; each != null; each = each.getCause()) {
            if (each instanceof PinnedTrust.OtherCertificate) {
                return new BmcFailure.Stranger(
                        what(asking, address) + ": " + each.getMessage()
                                + ". Nothing was told to it. If its certificate was exchanged, enter the BMC anew; else somebody stands"
                                + " between it and us.",
                        cause);
            }
        }
        var said = cause.getMessage() == null ? cause.getClass().getSimpleName() : Words.clean(cause.getMessage());
        if (said.contains("exceeded capacity") || said.contains("body exceeds capacity")) {
            return new BmcFailure.Nonsense(
                    what(asking, address) + ": the answer is longer than " + (LARGEST >> 20) + " MiB.", cause);
        }
        return new BmcFailure.Unreachable(what(asking, address) + ": " + said + ".", cause);
    }

    static String what(Asking asking, BmcAddress address) {
        return asking.purpose() + " (" + asking.method() + " " + asking.path() + ") of BMC " + address;
    }

    @Override
    public void close() {
        client.close();
    }
}
