package io.metalwright.api.notice;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.SecretReference;
import io.metalwright.model.notice.Channel;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets of one subscription: takes them out of what was entered, and leaves references. Nothing is kept before {@link #keep}. */
final class ChannelKeys {
    private static final int KEY_BYTES = 32;

    private final Cmdb cmdb;
    private final String folder;
    private final Map<SecretReference, String> plain = new HashMap<>();
    private @Nullable String made;

    ChannelKeys(Cmdb cmdb, String subscription) {
        this.cmdb = cmdb;
        this.folder = "secret:subscription/" + subscription;
    }

    /** @param before what it had, whose secrets stay where none are given */
    Channel channel(NewSubscription entered, @Nullable Channel before) {
        var webhook = entered.webhook();
        if (webhook != null) {
            return webhook(webhook, before);
        }
        var email = entered.email();
        if (email == null) {
            throw new IllegalStateException("neither a webhook nor an e-mail");
        }
        return new Channel.Email(
                email.to(),
                email.from(),
                email.host(),
                email.portOrStandard(),
                email.securityOrStandard(),
                email.user(),
                password(email, before));
    }

    private Channel webhook(WebhookEntry entered, @Nullable Channel before) {
        var reference = SecretReference.of(folder + "/webhook");
        if (entered.secret() != null) {
            plain.put(reference, entered.secret());
        } else if (!(before instanceof Channel.Webhook)) {
            made = random();
            plain.put(reference, made);
        }
        return new Channel.Webhook(entered.url(), reference);
    }

    private @Nullable SecretReference password(EmailEntry entered, @Nullable Channel before) {
        var reference = SecretReference.of(folder + "/smtp");
        if (entered.password() != null) {
            plain.put(reference, entered.password());
            return reference;
        }
        // A password goes to the server that it was entered for, and to no other one.
        return before instanceof Channel.Email email
                        && entered.user() != null
                        && entered.user().equals(email.user())
                        && entered.host().equals(email.host())
                ? email.password()
                : null;
    }

    /** The key that was made here, for the one answer that tells it. */
    @Nullable
    String made() {
        return made;
    }

    void keep() {
        plain.forEach(cmdb.secrets()::put);
    }

    void forget() {
        cmdb.secrets().deleteBelow(folder);
    }

    private static String random() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }
}
