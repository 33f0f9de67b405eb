package io.metalwright.activities.notice;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.model.notice.Channel;
import io.metalwright.model.notice.Notice;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sends a notice as a letter by SMTP. */
final class MailPost {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SecretStore secrets;
    private final SSLSocketFactory tls;

    MailPost(SecretStore secrets, SSLSocketFactory tls) {
        this.secrets = secrets;
        this.tls = tls;
    }

    /** Says what was answered. */
    String send(Channel.Email channel, Notice notice) throws NotTakenException {
        var session = Session.getInstance(properties(channel));
        try (var password = channel.password() == null ? null : secrets.resolve(channel.password());
                var transport = session.getTransport("smtp")) {
            connect(transport, channel, password);
            var message = message(session, channel, notice);
            transport.sendMessage(message, message.getAllRecipients());
            return "accepted for " + channel.to().size();
        } catch (MessagingException e) {
            throw new NotTakenException(
                    "no letter",
                    "send a letter through " + channel.host() + ":" + channel.port() + ": " + reason(e) + ".",
                    e);
        }
    }

    private static void connect(Transport transport, Channel.Email channel, @Nullable Secret password)
            throws MessagingException {
        transport.connect(channel.host(), channel.port(), channel.user(), password == null ? null : password.plain());
    }

    private static MimeMessage message(Session session, Channel.Email channel, Notice notice)
            throws MessagingException {
        var letter = Letter.of(notice);
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // The same in every attempt, so that a letter that came twice is seen to be one.
                setHeader("Message-ID", "<" + notice.id() + "@metalwright>");
            }
        };
        message.setFrom(new InternetAddress(channel.from()));
        for (var to : channel.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject(letter.subject(), "UTF-8");
        message.setText(letter.text(), "UTF-8");
        message.setSentDate(Date.from(notice.at()));
        // RFC 3834: nobody's absence is to answer it.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private Properties properties(Channel.Email channel) {
        var properties = new Properties();
        var patience = Long.toString(PATIENCE.toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", patience);
        properties.setProperty("mail.smtp.timeout", patience);
        properties.setProperty("mail.smtp.writetimeout", patience);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.setProperty("mail.smtp.auth", Boolean.toString(channel.user() != null));
        switch (channel.security()) {
            case NONE -> {}
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        return properties;
    }

    private static String reason(Throwable failure) {
        var words = String.valueOf(failure.getMessage()).strip();
        var cause = failure.getCause();
        return cause == null || cause.getMessage() == null || words.contains(cause.getMessage())
                ? words
                : words + ": " + cause.getMessage().strip();
    }
}
