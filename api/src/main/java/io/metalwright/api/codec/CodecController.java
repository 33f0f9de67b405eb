package io.metalwright.api.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.metalwright.api.problem.Problem;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The remote codec that Temporal's tools know: payloads in protobuf's JSON, sealed or opened with this installation's keys. */
@RestController
@RequestMapping(path = "/codec")
class CodecController {
    private final WorkflowClient client;

    CodecController(WorkflowClient client) {
        this.client = client;
    }

    @PostMapping(path = "/encode", produces = "application/json")
    String encode(@RequestBody String payloads) {
        var converter = client.getOptions().getDataConverter();
        return converter instanceof PayloadCodec codec ? with(payloads, codec::encode) : payloads;
    }

    @PostMapping(path = "/decode", produces = "application/json")
    String decode(@RequestBody String payloads) {
        var converter = client.getOptions().getDataConverter();
        return converter instanceof PayloadCodec codec ? with(payloads, codec::decode) : payloads;
    }

    private static String with(String json, UnaryOperator<List<Payload>> change) {
        var asked = Payloads.newBuilder();
        try {
            JsonFormat.parser().merge(json, asked);
            return JsonFormat.printer()
                    .print(Payloads.newBuilder().addAllPayloads(change.apply(asked.getPayloadsList())));
        } catch (InvalidProtocolBufferException e) {
            throw Problem.invalid("payloads", "This is no JSON of Temporal's Payloads: " + e.getMessage());
        } catch (DataConverterException e) {
            throw Problem.refused("not-opened", "A payload cannot be opened", String.valueOf(e.getMessage()));
        }
    }

    /** Lets this browser's Temporal UI open payloads too: it has no token to send, but it can be told to send cookies. */
    @PostMapping("/session")
    ResponseEntity<Void> session(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        return answer(cookie(authorization.substring("Bearer ".length()).strip()));
    }

    /** Closes them again for this browser. */
    @DeleteMapping("/session")
    ResponseEntity<Void> endSession() {
        return answer(cookie("").maxAge(Duration.ZERO));
    }

    /** It holds a token, so without an age: browsers keep what has one on disk. */
    private static ResponseCookieBuilder cookie(String token) {
        return ResponseCookie.from(CodecDoor.COOKIE, token)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/codec");
    }

    private static ResponseEntity<Void> answer(ResponseCookieBuilder cookie) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.build().toString())
                .build();
    }
}
