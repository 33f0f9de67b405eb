package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.BmcEventLog;
import io.metalwright.model.bmc.Health;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The log of what befell the hardware (DSP2046, LogService, LogEntry). A BMC has several logs, by names of its maker's: the system event log is the one
 * that IPMI has too, and the others tell of people and of the BMC itself.
 */
final class RedfishLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** The best first: IML is iLO's, EventLog OpenBMC's and Huawei's, StandardLog Lenovo's. */
    private static final List<Predicate<Resource>> CHOICES = List.of(
            log -> log.word("LogEntryType").equals("SEL"),
            log -> List.of("sel", "iml").contains(id(log)),
            log -> List.of("eventlog", "standardlog", "activelog", "log1", "log")
                    .contains(id(log)),
            log -> log.word("LogEntryType").equals("Event"));

    private final Server server;
    private final RedfishSession session;

    RedfishLog(Server server) {
        this.server = server;
        this.session = server.session();
    }

    BmcEventLog read() {
        var log = log();
        var events = new ArrayList<BmcEvent>();
        for (var entry : session.inlined("Read the event log", entries(log))) {
            events.add(event(entry));
        }
        // Some tell the newest first.
        events.sort(Comparator.comparing(BmcEvent::time, Comparator.nullsFirst(Comparator.naturalOrder())));
        return new BmcEventLog(null, isFull(log, events.size()), time(log.word("DateTime")), List.copyOf(events));
    }

    /** What is first, last and how many there are on the log's first page. */
    Optional<String> mark() {
        return session.find("Look at the event log", entries(log())).map(page -> {
            var members = page.json().path("Members");
            return page.number("Members@odata.count").orElse(members.size()) + " " + name(members.path(0)) + " "
                    + name(members.path(members.size() - 1));
        });
    }

    private static String name(JsonNode member) {
        return Words.clean(member.path("@odata.id").asText("") + " "
                + member.path("Created").asText(""));
    }

    /** @throws BmcFailure.Refused if it is not seen to be empty */
    void clear() {
        var log = log();
        var action = log.text("Actions", "#LogService.ClearLog", "target")
                .orElseThrow(() -> new BmcFailure.Refused(
                        "LogService.ClearLog",
                        0,
                        "Clear the event log of BMC " + session.address() + ": it offers no way to."));
        session.post("Clear the event log", action, RedfishSession.object());
        var until = Instant.now().plus(PATIENCE);
        // Many write at once who cleared it.
        while (session.inlined("Read the event log", entries(log)).size() > 1) {
            if (Instant.now().isAfter(until)) {
                throw new BmcFailure.Refused(
                        "LogService.ClearLog",
                        503,
                        "Clear the event log of BMC " + session.address() + ": accepted, and after "
                                + PATIENCE.toSeconds() + " s it is not empty.");
            }
            rest();
        }
    }

    private Resource log() {
        var logs = new ArrayList<Resource>();
        logs.addAll(logs(server.readSystem()));
        server.readManager().ifPresent(manager -> logs.addAll(logs(manager)));
        return CHOICES.stream()
                .flatMap(choice -> logs.stream().filter(choice))
                .findFirst()
                .orElseThrow(() -> new BmcFailure.Refused(
                        "LogServices",
                        0,
                        "Find the event log of BMC " + session.address() + ": it has "
                                + (logs.isEmpty()
                                        ? "none."
                                        : String.join(
                                                        ", ",
                                                        logs.stream()
                                                                .map(Resource::path)
                                                                .toList()) + ", and none of them is known as one.")));
    }

    private List<Resource> logs(Resource owner) {
        return owner.link("LogServices").stream()
                .flatMap(link -> session.members("List the logs", link).stream())
                .flatMap(link -> session.find("Read a log", link).stream())
                .filter(log -> log.truth("ServiceEnabled").orElse(true)
                        && log.link("Entries").isPresent())
                .toList();
    }

    private static String id(Resource log) {
        return log.word("Id").toLowerCase(Locale.ROOT);
    }

    private static String entries(Resource log) {
        return log.link("Entries").orElseThrow();
    }

    private static boolean isFull(Resource log, int entries) {
        var most = log.amount("MaxNumberOfRecords");
        return log.word("OverWritePolicy").equals("NeverOverWrites") && most.isPresent() && entries >= most.getAsLong();
    }

    private static BmcEvent event(Resource entry) {
        var code = entry.word("EntryCode");
        return new BmcEvent(
                entry.text("Id").map(Words::clean).orElse(entry.path()),
                time(entry.text("Created").orElse("")),
                entry.link("Links", "OriginOfCondition").map(Words::clean).orElse(null),
                entry.text("SensorType")
                        .or(() -> entry.text("EntryType"))
                        .map(Words::clean)
                        .orElse("Event"),
                entry.text("Message")
                        .or(() -> entry.text("MessageId"))
                        .or(() -> entry.text("Name"))
                        .map(Words::clean)
                        .orElse("no message"),
                !code.contains("Deassert") && !entry.truth("Resolved").orElse(false),
                severity(entry),
                entry.text("MessageId")
                        .or(() -> entry.text("MessageID"))
                        .map(Words::clean)
                        .orElse(null));
    }

    static Health severity(Resource entry) {
        return RedfishSensors.health(
                entry.text("MessageSeverity").or(() -> entry.text("Severity")).orElse(""));
    }

    /** By DSP0266 with seconds and a zone; some leave out either. */
    static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // Then without a zone.
        }
        try {
            return LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable("Look at a BMC's event log: interrupted.", e);
        }
    }
}
