package io.metalwright.api.notice;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.metalwright.cmdb.notice.Subscription;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.notice.Channel;
import io.metalwright.model.notice.MailSecurity;
import io.metalwright.model.notice.NoticeEvent;
import io.metalwright.model.run.RunKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription as the API tells it: without what its signatures and logins are made of. */
record SubscriptionAnswer(
        String name,
        @Nullable String description,
        @Nullable Webhook webhook,
        @Nullable Email email,
        List<NoticeEvent> events,
        List<RunKind> kinds,
        List<MachineId> machines,
        List<SiteName> sites,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {
    record Webhook(String url) {}

    record Email(
            List<String> to,
            String from,
            String host,
            int port,
            MailSecurity security,
            @Nullable String user) {}

    static SubscriptionAnswer of(Subscription row) {
        var interest = row.interest();
        return new SubscriptionAnswer(
                row.name(),
                row.description(),
                row.channel() instanceof Channel.Webhook webhook ? new Webhook(webhook.url()) : null,
                row.channel() instanceof Channel.Email email
                        ? new Email(
                                email.to(), email.from(), email.host(), email.port(), email.security(), email.user())
                        : null,
                interest.events(),
                interest.kinds(),
                interest.machines(),
                interest.sites(),
                row.enabled(),
                row.createdAt(),
                row.updatedAt());
    }

    /**
     * A subscription that was just entered.
     *
     * @param secret the key of its signatures where it was made here; it is told now and never again
     */
    record Entered(
            @JsonUnwrapped SubscriptionAnswer about,
            @Nullable String secret) {
        @Override
        public String toString() {
            return about.toString();
        }
    }
}
