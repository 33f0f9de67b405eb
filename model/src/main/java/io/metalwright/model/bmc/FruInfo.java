package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replaceable part says of itself.
 *
 * @param id the BMC's own for it
 * @param problems what could not be read, and why
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FruInfo(
        String id,
        String name,
        @Nullable Chassis chassis,
        @Nullable Board board,
        @Nullable Product product,
        List<String> problems) {

    /** @param type in words, such as {@code Rack Mount Chassis} */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Chassis(String type, String partNumber, String serial, List<String> more) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Board(
            @Nullable Instant manufactured,
            String manufacturer,
            String product,
            String serial,
            String partNumber,
            List<String> more) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Product(
            String manufacturer,
            String name,
            String partNumber,
            String version,
            String serial,
            String assetTag,
            List<String> more) {}
}
