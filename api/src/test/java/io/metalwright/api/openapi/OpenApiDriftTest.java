package io.metalwright.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.access.Caller;
import io.metalwright.api.support.TestApi;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;

/** Holds {@code openapi.json} against the controllers; {@code -Dgolden.update=true} writes it anew. */
class OpenApiDriftTest {
    private static final Path GOLDEN = Path.of("openapi.json");

    static {
        // The caller comes from the token, not from the query.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    private final TestApi api = TestApi.running();

    @Test
    void theDocumentIsWhatTheControllersSay() throws Exception {
        var made = OpenApiDocument.tidy(
                api.call("GET", "/v3/api-docs").send().hasStatus(200).json());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, made);
        }
        assertThat(made).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void everybodyMayReadTheDocument() {
        var served = api.stranger("GET", "/api/v1/openapi.json").send().hasStatus(200);
        assertThat(served.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(served.json().at("/paths/~1api~1v1~1machines/get").isObject())
                .isTrue();
    }
}
