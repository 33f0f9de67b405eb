package io.metalwright.api.notice;

import io.metalwright.model.notice.MailSecurity;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Letters as they are entered.
 *
 * @param host the mail server
 * @param port by its security when it is not given: 25, 587, 465
 * @param security none, starttls or tls; starttls when it is not given
 * @param password may be left out where one was entered before
 */
record EmailEntry(
        List<String> to,
        String from,
        String host,
        @Nullable Integer port,
        @Nullable MailSecurity security,
        @Nullable String user,
        @Nullable String password) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"\\p{Cntrl}]+@[A-Za-z0-9.-]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");

    EmailEntry {
        if (to == null || to.isEmpty() || to.size() > 50) {
            throw new IllegalArgumentException("'to' is missing: 1 to 50 addresses");
        }
        to.forEach(address -> check(address, "to"));
        check(from, "from");
        if (host == null || !HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("'host' is missing or is no mail server: mail.example");
        }
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("'port' " + port + " is no port: 1 to 65535");
        }
        if (user == null && password != null) {
            throw new IllegalArgumentException("'password' is given without the 'user' that it belongs to");
        }
    }

    private static void check(String address, String field) {
        if (address == null
                || address.length() > 254
                || !ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "'" + field + "' is missing or holds what is no address: ops@example.org");
        }
    }

    MailSecurity securityOrStandard() {
        return Objects.requireNonNullElse(security, MailSecurity.STARTTLS);
    }

    int portOrStandard() {
        return port != null
                ? port
                : switch (securityOrStandard()) {
                    case NONE -> 25;
                    case STARTTLS -> 587;
                    case TLS -> 465;
                };
    }

    @Override
    public String toString() {
        return to + " by " + host;
    }
}
