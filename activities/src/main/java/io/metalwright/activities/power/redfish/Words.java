package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        // Some BMCs (Supermicro, older OpenBMC) put the list beside the error, or a single object in place of it.
        var messages = Stream.of(
                        error.objects("@Message.ExtendedInfo"),
                        new Resource("", body, null).objects("@Message.ExtendedInfo"),
                        List.of(error.at("@Message.ExtendedInfo")))
                .flatMap(List::stream)
                .toList();
        // Beside sentences the error's own only says that there are some; beside bare names it is the sentence.
        boolean hasSentences =
                messages.stream().anyMatch(message -> message.text("Message").isPresent());
        var summary = secret || hasSentences ? Optional.<String>empty() : error.text("message");
        return Stream.concat(summary.stream(), messages.stream().flatMap(message -> sentence(message, secret).stream()))
                .distinct()
                .limit(MOST)
                .map(Words::clean)
                .collect(Collectors.joining(" "));
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
