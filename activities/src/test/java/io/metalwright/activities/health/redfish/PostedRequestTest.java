package io.metalwright.activities.health.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of RFC 9112, and what only looks like one. */
class PostedRequestTest {
    private static final String CHUNKED = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "4;name=value\r\nabcd\r\n3\r\nefg\r\n0\r\nTrailer: x\r\n\r\n";

    @Test
    void aBodyOfAToldLengthIsReadAndNoMore() throws IOException {
        var in = stream(
                "POST /a/b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello and more");
        var request = PostedRequest.readHead(in);
        assertThat(request).isEqualTo(new PostedRequest("/a/b", 5, true));
        assertThat(request.readBody(in)).asString().isEqualTo("hello");
    }

    @Test
    void aBodyInChunksIsReadWhole() throws IOException {
        var in = stream(CHUNKED);
        assertThat(PostedRequest.readHead(in).readBody(in)).asString().isEqualTo("abcdefg");
    }

    @ParameterizedTest
    @CsvSource({
        "400, NONSENSE",
        "400, POST /a HTTP/2",
        "405, GET /a HTTP/1.1",
        "411, POST /a HTTP/1.1",
        "400, POST /a HTTP/1.1~Content-Length: -1",
        "400, POST /a HTTP/1.1~Content-Length: 1~Content-Length: 1",
        "400, POST /a HTTP/1.1~Content-Length: 1~Transfer-Encoding: chunked",
        "400, POST /a HTTP/1.1~Transfer-Encoding: gzip",
        "400, POST /a HTTP/1.1~Content-Length : 1",
        "400, POST /a HTTP/1.1~ folded: 1",
        "413, POST /a HTTP/1.1~Content-Length: 262145",
        "413, POST /a HTTP/1.1~Content-Length: 999999999999999999"
    })
    void aRequestThatCannotBeTakenIsRefusedWithItsReason(int status, String head) {
        refused(status, head.replace("~", "\r\n") + "\r\n\r\n");
    }

    @Test
    void headAndChunksHaveBounds() {
        refused(431, "POST /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n");
        refused(431, "POST / HTTP/1.1\r\n" + "a: b\r\n".repeat(5_000) + "\r\n");
        var head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        refused(400, head + "FFFFFFFFF\r\n");
        refused(413, head + "FFFFFFF\r\n");
        refused(413, head + ("10000\r\n" + "a".repeat(0x10000) + "\r\n").repeat(5));
        refused(400, head + "1\r\nab\r\n");
    }

    @Test
    void everyPrefixAndEveryChangeOfOneOctetIsReadOrRefused() throws IOException {
        byte[] whole = CHUNKED.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < whole.length; i++) {
            isReadOrRefused(Arrays.copyOf(whole, i));
            for (int octet : new int[] {0x00, 0x0A, 0x0D, 0x20, 0x39, 0x3A, 0xFF}) {
                byte[] changed = whole.clone();
                changed[i] = (byte) octet;
                isReadOrRefused(changed);
            }
        }
    }

    private static void isReadOrRefused(byte[] octets) throws IOException {
        var in = new ByteArrayInputStream(octets);
        try {
            PostedRequest.readHead(in).readBody(in);
        } catch (BadRequest e) {
            assertThat(e.status()).isBetween(400, 431);
        } catch (EOFException e) {
            assertThat(in.available()).isZero();
        }
    }

    private static void refused(int status, String text) {
        var in = stream(text);
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> PostedRequest.readHead(in).readBody(in))
                .matches(refusal -> refusal.status() == status, "status " + status);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
