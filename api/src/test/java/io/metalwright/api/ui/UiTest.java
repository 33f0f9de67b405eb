package io.metalwright.api.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UiTest {
    private static final String PAGE = "<!doctype html><title>Metalwright</title>";

    private final TestApi api = TestApi.running();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/machines", "/machines/m-00000001", "/runs/0199/log"})
    void aPathOfThePagesIsAnsweredWithThePage(String path) {
        var answer = api.stranger("GET", path).send().hasStatus(200);
        assertThat(answer.body()).isEqualTo(PAGE);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void anAssetIsKeptByBrowsersForItsNameHoldsItsSum() {
        var answer = api.stranger("GET", "/assets/app-abc123.js").send().hasStatus(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/app-gone.js", "/logo.png", "/api/v1/nothing", "/api/nothing"})
    void whatIsMissingIsNoPage(String path) {
        assertThat(api.call("GET", path).send().hasStatus(404).body())
                .contains("https://metalwright.dev/problems/not-found");
    }

    @Test
    void everyAnswerTellsBrowsersToRunNothingElse() {
        for (var path : new String[] {"/", "/assets/app-abc123.js", "/api/v1/machines", "/healthz"}) {
            var headers = api.call("GET", path).send().headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValue(
                            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
        assertThat(api.call("GET", "/api/v1/machines").send().headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    /** Sent over a bare socket, since a well-behaved client tidies a path before it asks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secrets.key",
                "/assets/../../secrets.key",
                "/%2e%2e/secrets.key",
                "/assets/%2e%2e/%2e%2e/secrets.key",
                "/..%2fsecrets.key",
                "/assets/..%2f..%2fsecrets.key",
                "/%252e%252e/secrets.key",
                "/..\\secrets.key",
                "/..%5csecrets.key",
                "/%c0%ae%c0%ae/secrets.key",
                "//../secrets.key",
                "/;/../secrets.key",
                "/..;/secrets.key"
            })
    void noPathLeadsOutOfTheFolderOfThePages(String path) throws IOException {
        var secret = Files.readString(api.data().resolve("secrets.key")).strip();
        assertThat(secret).hasSize(44);
        var answer = raw(path);
        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
        assertThat(answer).doesNotContain(secret);
    }

    private String raw(String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
