package io.metalwright.api.notice;

import io.metalwright.api.naming.Names;
import io.metalwright.model.SiteName;
import io.metalwright.model.notice.NoticeEvent;
import io.metalwright.model.run.RunKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be told of which runs and alerts. Either a webhook or an e-mail is given. A list that is empty or missing leaves nothing out.
 *
 * @param machines ids or names
 * @param enabled true when it is not given
 */
record NewSubscription(
        @Nullable String name,
        @Nullable String description,
        @Nullable WebhookEntry webhook,
        @Nullable EmailEntry email,
        @Nullable List<NoticeEvent> events,
        @Nullable List<RunKind> kinds,
        @Nullable List<String> machines,
        @Nullable List<SiteName> sites,
        @Nullable Boolean enabled) {
    NewSubscription {
        if (name != null) {
            Names.check(name, "subscription");
        }
        Names.checkDescription(description);
        if ((webhook == null) == (email == null)) {
            throw new IllegalArgumentException("Give either a 'webhook' or an 'email', and not both");
        }
        if (events != null && events.contains(NoticeEvent.TEST)) {
            throw new IllegalArgumentException(
                    "'events' are of waiting, done, cancelled, failed, alert and alert-cleared");
        }
    }
}
