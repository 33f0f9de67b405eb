package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a BMC says about its refusals, made fit for our own sentences (DSP0266, error responses). */
final class Words {
    private static final int LONGEST = 300;
    private static final int MOST = 4;

    private Words() {}

    /**
     * The messages of an error.
     *
     * @param secret whether what was asked holds a secret: BMCs repeat wrong values in their messages, so only the messages' names are told then
     */
    static String of(JsonNode body, boolean secret) {
        var error = new Resource("", body, null).at("error");
        var said = new ArrayList<String>();
        // Some BMCs (Supermicro, older OpenBMC) put the list beside the error, or a single object in place of it.
        for (var messages : List.of(
                error.objects("@Message.ExtendedInfo"),
                new Resource("", body, null).objects("@Message.ExtendedInfo"),
                List.of(error.at("@Message.ExtendedInfo")))) {
            messages.forEach(message -> sentence(message, secret).ifPresent(said::add));
        }
        if (said.isEmpty() && !secret) {
            error.text("message").ifPresent(said::add);
        }
        return String.join(
                " ", said.stream().distinct().limit(MOST).map(Words::clean).toList());
    }

    private static Optional<String> sentence(Resource message, boolean secret) {
        var name = message.text("MessageId");
        return secret ? name : message.text("Message").or(() -> name);
    }

    /** Of one line and of bearable length. */
    static String clean(String text) {
        var line = text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.codePointCount(0, line.length()) == LONGEST ? line + "…" : line;
    }
}
