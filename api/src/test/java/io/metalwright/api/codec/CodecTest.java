package io.metalwright.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Call;
import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As the Temporal UI and {@code temporal --codec-endpoint} ask. */
@Timeout(60)
class CodecTest {
    private static final TestApi API = TestApi.running();
    private static final String TEMPORAL_UI = "http://temporal.example:8233";
    private static final String PLAIN = """
            {"payloads": [{"metadata": {"encoding": "anNvbi9wbGFpbg=="}, "data": "%s"}]}""".formatted(Base64.getEncoder()
            .encodeToString("\"debian\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

    private static Answer ask(Call call, String body) {
        return call.header("X-Namespace", "default").json(body).send();
    }

    @Test
    void whatIsEncodedIsDecodedAgain() {
        var sealed =
                ask(API.call("POST", "/codec/encode"), PLAIN).hasStatus(200).body();
        assertThat(sealed).doesNotContain("anNvbi9wbGFpbg");
        ask(API.call("POST", "/codec/decode"), sealed).is(200, PLAIN);
    }

    @Test
    void whatWasNeverSealedIsAnsweredAsItIs() {
        ask(API.call("POST", "/codec/decode"), PLAIN).is(200, PLAIN);
    }

    @Test
    void aStrangerAndAViewerOpenNothing() {
        ask(API.stranger("POST", "/codec/decode"), PLAIN).hasStatus(401);
        ask(API.call("POST", "/codec/decode", Role.VIEWER), PLAIN).hasStatus(403);
    }

    @Test
    void theTemporalUiMayAskWithTheCookieOfASession() {
        var session = API.call("POST", "/codec/session").send().hasStatus(204);
        var cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/codec");
        var sent = cookie.substring(0, cookie.indexOf(';'));

        var preflight = API.stranger("OPTIONS", "/codec/decode")
                .header("Origin", TEMPORAL_UI)
                .header("Access-Control-Request-Method", "POST")
                .send()
                .hasStatus(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(TEMPORAL_UI);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("x-namespace"));

        var answer = ask(
                API.stranger("POST", "/codec/decode")
                        .header("Origin", TEMPORAL_UI)
                        .header("Cookie", sent),
                PLAIN);
        assertThat(answer.hasStatus(200).headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");

        // Another page that has the browser send the cookie gets nothing.
        ask(
                        API.stranger("POST", "/codec/decode")
                                .header("Origin", "http://elsewhere.example")
                                .header("Cookie", sent),
                        PLAIN)
                .hasStatus(401);
    }

    @Test
    void aSessionIsNotKeptOnDiskAndEndsWhenItIsToldTo() {
        var begun = API.call("POST", "/codec/session").send().hasStatus(204);
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("Max-Age", "Expires");

        var ended = API.call("DELETE", "/codec/session").send().hasStatus(204);
        assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("metalwright-codec=;")
                .contains("Max-Age=0", "HttpOnly", "SameSite=Strict", "Path=/codec");
    }

    @Test
    void whatIsNoPayloadsIsRefusedWithTheReason() {
        assertThat(ask(API.call("POST", "/codec/decode"), "[1").hasStatus(400).text("/detail"))
                .startsWith("This is no JSON of Temporal's Payloads");
    }
}
