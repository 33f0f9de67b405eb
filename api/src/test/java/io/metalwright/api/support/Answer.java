package io.metalwright.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answered. */
public record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public String text(String pointer) {
        return json().at(pointer).asString();
    }

    /** Holds the whole answer against this JSON; blanks and the order of fields do not count. */
    public Answer is(int expectedStatus, String expectedJson) {
        assertThat(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()))
                .as("answer of status " + status)
                .satisfies(ignored -> assertThat(status).isEqualTo(expectedStatus))
                .satisfies(pretty -> {
                    if (!json().equals(JSON.readTree(expectedJson))) {
                        assertThat(pretty)
                                .isEqualTo(JSON.writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(JSON.readTree(expectedJson)));
                    }
                });
        return this;
    }

    /** The same of a problem, whose type is named by its last part. */
    public Answer isProblem(int expectedStatus, String expectedJson) {
        assertThat(headers.firstValue("Content-Type")).hasValue("application/problem+json");
        return is(
                expectedStatus, expectedJson.replace("\"type\": \"", "\"type\": \"https://metalwright.dev/problems/"));
    }

    public Answer hasStatus(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }
}
