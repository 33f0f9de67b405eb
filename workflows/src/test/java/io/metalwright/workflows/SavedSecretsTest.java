package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Saved histories name secrets and tell none. What was secret in those runs is not known any more; so every field that by its name holds a secret
 * must hold a reference, the sum of one or nothing, and nothing anywhere may look like a key or a token.
 */
class SavedSecretsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HISTORIES = Path.of("src/test/resources/histories");
    private static final Pattern SECRET_BY_NAME =
            Pattern.compile(".*(password|passphrase|privatekey|secret|token|bearer).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HARMLESS =
            Pattern.compile("secret:[A-Za-z0-9._/-]+|(disc/)?run/[0-9a-f-]{36}|(sha256:)?[0-9a-f]{64}|");
    /** Keys in PEM form, our access tokens, what a kernel or an HTTP client is given. */
    private static final Pattern SECRET_BY_LOOK = Pattern.compile(
            "PRIVATE KEY|\\bmw_[A-Za-z0-9_-]{20,}|Bearer [A-Za-z0-9._-]{16,}|metalwright\\.token=|\\$[0-9][a-z]?\\$[^\\s\"]{8,}");

    static Collection<String> names() throws IOException {
        return ReplayTest.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSavedHistoryTellsNoSecret(String name) throws IOException {
        check(JSON.readTree(HISTORIES.resolve(name + ".json").toFile()), name);
    }

    @Test
    void whatIsSoughtWouldBeFound() {
        for (var telling : new String[] {
            "{\"users\":[{\"name\":\"ops\",\"password\":\"correct horse\"}]}",
            "{\"osReadyToken\":\"c2VjcmV0IHRva2VuIHRoYXQgaXMgbm90IGEgc3Vt\"}",
            "{\"system\":{\"privateKey\":\"AAAA\"}}",
            "{\"output\":\"-----BEGIN OPENSSH PRIVATE KEY-----\"}",
            "{\"detail\":\"Authorization: Bearer mw_0123456789abcdefghij\"}",
            "{\"shadow\":\"$6$salt$abcdefghijklmnop\"}",
            "{\"cmdline\":\"quiet metalwright.token=abc\"}",
        }) {
            var event = JSON.createObjectNode()
                    .set(
                            "payloads",
                            JSON.createArrayNode()
                                    .add(JSON.createObjectNode()
                                            .put(
                                                    "data",
                                                    Base64.getEncoder()
                                                            .encodeToString(
                                                                    telling.getBytes(StandardCharsets.UTF_8)))));
            assertThatThrownBy(() -> check(event, "planted")).as(telling).isInstanceOf(AssertionError.class);
        }
    }

    private static void check(JsonNode node, String where) throws IOException {
        if (node.isTextual()) {
            assertThat(SECRET_BY_LOOK.matcher(node.textValue()).find())
                    .as("%s looks like a secret", where)
                    .isFalse();
            return;
        }
        for (var field : node.properties()) {
            var place = where + "/" + field.getKey();
            if (field.getKey().equals("data") && field.getValue().isTextual()) {
                checkPayload(field.getValue().textValue(), place);
            } else if (field.getValue().isTextual()
                    && SECRET_BY_NAME.matcher(field.getKey()).matches()) {
                assertThat(HARMLESS.matcher(field.getValue().textValue()).matches())
                        .as("%s holds neither a reference nor a sum", place)
                        .isTrue();
            }
            check(field.getValue(), place);
        }
        for (var element : node) {
            if (!node.isObject()) {
                check(element, where + "[]");
            }
        }
    }

    /** What a payload holds is JSON in base64, or bytes that are none. */
    private static void checkPayload(String data, String place) throws IOException {
        var bytes = Base64.getDecoder().decode(data);
        try {
            check(JSON.readTree(bytes), place);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            check(JSON.getNodeFactory().textNode(new String(bytes, StandardCharsets.ISO_8859_1)), place);
        }
    }
}
