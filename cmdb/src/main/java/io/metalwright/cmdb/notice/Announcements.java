package io.metalwright.cmdb.notice;

import io.metalwright.cmdb.Json;
import io.metalwright.model.Sha256;
import io.metalwright.model.alert.Alert;
import io.metalwright.model.notice.Notice;
import io.metalwright.model.notice.NoticeEvent;
import io.metalwright.model.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Turns what runs and machines tell into notices: an outbox, written beside the row that it tells of, so that no notice is lost and no run waits for one. */
@Repository
public final class Announcements {
    /** A run that tries again by itself and meets the same trouble is no news before that. */
    private static final Duration REMINDER = Duration.ofHours(6);

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final JdbcClient database;

    Announcements(Subscriptions subscriptions, Deliveries deliveries, JdbcClient database) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.database = database;
    }

    /** Enters a notice for each who wants to be told of this. Told again, it is entered once. Returns the ids of the new ones. */
    public List<String> of(RunView run) {
        var event = NoticeEvent.of(run.state());
        return event.isEmpty() ? List.of() : of(event.get(), run);
    }

    private List<String> of(NoticeEvent event, RunView run) {
        var entered = new ArrayList<String>();
        for (var subscription : subscriptions.enabled()) {
            if (subscription.interest().isIn(event, run)) {
                enter(subscription, event, run).ifPresent(entered::add);
            }
        }
        return entered;
    }

    private Optional<String> enter(Subscription subscription, NoticeEvent event, RunView run) {
        var now = Instant.now();
        var topic = topic(event, run);
        if (event == NoticeEvent.WAITING && deliveries.anySince(subscription.name(), topic, now.minus(REMINDER))) {
            return Optional.empty();
        }
        return enter(subscription, event, topic, topic + "/" + attempts(run), run, null, now);
    }

    /** Enters a notice for each who wants to hear that it was raised, or that it is over. */
    public void of(Alert alert) {
        var event = alert.clearedAt() == null ? NoticeEvent.ALERT : NoticeEvent.ALERT_CLEARED;
        var topic = "alert/" + alert.id() + "/" + event.word();
        for (var subscription : subscriptions.enabled()) {
            if (subscription.interest().isIn(event, alert)) {
                enter(subscription, event, topic, topic, null, alert, Instant.now());
            }
        }
    }

    /** A notice that tells nothing, for who wants to see one arrive. */
    public String test(Subscription subscription) {
        var occasion = "test/" + UUID.randomUUID();
        return enter(subscription, NoticeEvent.TEST, "test", occasion, null, null, Instant.now())
                .orElseThrow();
    }

    private Optional<String> enter(
            Subscription subscription,
            NoticeEvent event,
            String topic,
            String occasion,
            @Nullable RunView run,
            @Nullable Alert alert,
            Instant now) {
        var id = UUID.randomUUID().toString();
        var notice = new Notice(id, event, now, subscription.name(), machineName(run, alert), run, alert);
        var delivery = new Delivery(
                id,
                subscription.name(),
                occasion,
                topic,
                run == null ? null : run.id(),
                event,
                Json.text(notice),
                DeliveryState.PENDING,
                0,
                null,
                null,
                now,
                now);
        return deliveries.enter(delivery) ? Optional.of(id) : Optional.empty();
    }

    /** Numbers in a trouble change from one attempt to the next; what it is about does not. */
    private static String topic(NoticeEvent event, RunView run) {
        var waiting = run.waiting();
        return run.id() + "/" + event.word()
                + (waiting == null
                        ? ""
                        : "/" + waiting.step() + "/"
                                + Sha256.sumOf(waiting.trouble().replaceAll("[0-9]+", "#"))
                                        .hex()
                                        .substring(0, 12));
    }

    private static int attempts(RunView run) {
        return run.steps().stream().mapToInt(step -> step.attempts()).sum();
    }

    private @Nullable String machineName(@Nullable RunView run, @Nullable Alert alert) {
        if (alert != null) {
            return alert.machineName();
        }
        return run == null || run.machine() == null
                ? null
                : database.sql("select name from machine where id = :id")
                        .param("id", run.machine().value())
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }
}
