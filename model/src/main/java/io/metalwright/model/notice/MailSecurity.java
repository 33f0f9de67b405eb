package io.metalwright.model.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a letter is kept from being read on its way to the mail server. */
public enum MailSecurity {
    NONE,
    /** TLS after the greeting (RFC 3207), and no letter without it. */
    STARTTLS,
    /** TLS from the first byte (RFC 8314). */
    TLS;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
