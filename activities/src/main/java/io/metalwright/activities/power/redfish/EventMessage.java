package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.metalwright.model.Sha256;
import io.metalwright.model.bmc.BmcEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a BMC sends to those who subscribed to its events (DSP0266, eventing; DSP2046, Event). */
public final class EventMessage {
    /** Of one message: a BMC that has been cut off for long sends what it kept. */
    private static final int MOST = 200;

    private static final int NAMED_BY = 16;

    /** The end of a condition, by the names that registries give to messages of it. */
    private static final Pattern OVER = Pattern.compile("Deassert|Cleared$|Restored$|BackToNormal|NoLonger");

    private EventMessage() {}

    /**
     * @param body JSON
     * @return in the order in which they stand there; none where it reports something else, such as metrics
     * @throws MalformedEvent where it is no such message
     */
    public static List<BmcEvent> decode(byte[] body) {
        var message = new Resource("", json(body), null);
        if (message.word("@odata.type").startsWith("#MetricReport.")) {
            return List.of();
        }
        var records = message.json().path("Events");
        if (!records.isArray()) {
            throw new MalformedEvent("Redfish event: wanted an array 'Events', found "
                    + (records.isMissingNode()
                            ? "none"
                            : records.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        if (records.size() > MOST) {
            throw new MalformedEvent("Redfish event: wanted at most " + MOST + " events, found " + records.size());
        }
        var events = new ArrayList<BmcEvent>();
        for (var record : records) {
            if (!record.isObject()) {
                throw new MalformedEvent("Redfish event, Events[" + events.size() + "]: wanted an object, found "
                        + record.getNodeType().name().toLowerCase(Locale.ROOT));
            }
            events.add(event(new Resource("", record, null)));
        }
        return List.copyOf(events);
    }

    private static JsonNode json(byte[] body) {
        try {
            var read = RedfishHttp.JSON.readTree(body);
            if (read == null || !read.isObject()) {
                throw new MalformedEvent("Redfish event: wanted a JSON object, found "
                        + (read == null || read.isMissingNode() ? "nothing" : "something else"));
            }
            return read;
        } catch (JsonProcessingException e) {
            var place =
                    e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
            throw new MalformedEvent("Redfish event: no JSON" + place + ": " + Words.clean(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MalformedEvent("Redfish event: no JSON: " + Words.clean(String.valueOf(e.getMessage())));
        }
    }

    private static BmcEvent event(Resource record) {
        var message = Words.clean(record.word("MessageId"));
        return new BmcEvent(
                name(record, message),
                RedfishLog.time(record.text("EventTimestamp")
                        .or(() -> record.text("EventTimeStamp"))
                        .or(() -> record.text("Timestamp"))
                        .orElse("")),
                // Before version 1.1 of the schema, and of iDRAC, it is a text.
                record.link("OriginOfCondition")
                        .or(() -> record.text("OriginOfCondition"))
                        .map(Words::clean)
                        .orElse(null),
                record.text("EventType").map(Words::clean).orElse("Event"),
                record.text("Message")
                        .map(Words::clean)
                        .orElse(message.isEmpty() ? "no message" : said(record, message)),
                !OVER.matcher(message).find(),
                RedfishLog.severity(record),
                message.isEmpty() ? null : message);
    }

    /** Who leaves the message out sends what its registry has places for. */
    private static String said(Resource record, String message) {
        var arguments = record.texts("MessageArgs");
        return arguments.isEmpty() ? message : Words.clean(message + ": " + String.join(", ", arguments));
    }

    /** Makers' own numbers may be those of a sort of event, so that its message counts too. */
    private static String name(Resource record, String message) {
        var number = record.text("EventId").or(() -> record.text("MemberId"));
        return number.map(id -> Words.clean(id) + " " + message)
                .map(String::strip)
                .orElseGet(() -> Sha256.sumOf(record.json().toString().getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, NAMED_BY));
    }
}
