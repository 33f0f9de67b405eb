package io.metalwright.model.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.metalwright.model.SecretReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way on which notices reach a subscriber. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Channel.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = Channel.Email.class, name = "email")
})
public sealed interface Channel {
    /** A POST of the notice, signed as Standard Webhooks has it, to an {@code http(s)} URL. */
    record Webhook(String url, SecretReference secret) implements Channel {}

    /**
     * A letter by SMTP.
     *
     * @param user who logs in at the server; null where it takes letters without
     */
    record Email(
            List<String> to,
            String from,
            String host,
            int port,
            MailSecurity security,
            @Nullable String user,
            @Nullable SecretReference password)
            implements Channel {
        public Email {
            to = List.copyOf(to);
        }
    }
}
