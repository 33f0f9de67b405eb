package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a BMC answered.
 *
 * @param body missing where there was none
 */
record Reply(int status, HttpHeaders headers, JsonNode body) {
    boolean isGood() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name).filter(value -> !value.isBlank());
    }
}
