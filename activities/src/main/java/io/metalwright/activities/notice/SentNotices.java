package io.metalwright.activities.notice;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.model.notice.Channel;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Notices;
import io.temporal.activity.Activity;
import javax.net.ssl.SSLSocketFactory;

/** {@link Notices} by webhook and e-mail. */
public final class SentNotices implements Notices {
    private final DeliveryBook book;
    private final WebhookPost webhooks;
    private final MailPost mail;

    public SentNotices(DeliveryBook book, SecretStore secrets) {
        this(book, secrets, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param tls says which mail servers are who they say they are */
    SentNotices(DeliveryBook book, SecretStore secrets, SSLSocketFactory tls) {
        this.book = book;
        this.webhooks = new WebhookPost(secrets);
        this.mail = new MailPost(secrets, tls);
    }

    @Override
    public String send(String delivery) {
        var due = book.due(delivery);
        if (due.isEmpty()) {
            return "It was sent, or nobody waits for it any more.";
        }
        try {
            var answer = send(due.get());
            book.delivered(delivery, answer);
            return answer;
        } catch (NotTakenException e) {
            book.refused(delivery, e.answer(), String.valueOf(e.getMessage()));
            throw Failures.mayPass(
                    FailureTypes.NOT_DELIVERED,
                    String.valueOf(e.getMessage()),
                    "See that the receiver runs and takes it: 'metalwright subscriptions test' tries at once.",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private String send(Outgoing outgoing) throws NotTakenException, InterruptedException {
        return switch (outgoing.channel()) {
            case Channel.Webhook webhook -> webhooks.send(webhook, outgoing.notice(), outgoing.body());
            case Channel.Email email -> mail.send(email, outgoing.notice());
        };
    }

    @Override
    public void giveUp(String delivery) {
        book.giveUp(delivery);
    }
}
