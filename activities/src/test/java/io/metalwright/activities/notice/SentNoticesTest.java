package io.metalwright.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.notice.Channel;
import io.metalwright.model.notice.MailSecurity;
import io.metalwright.model.notice.Notice;
import io.metalwright.model.notice.NoticeEvent;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SentNoticesTest {
    private static final SecretReference KEY = SecretReference.of("secret:subscription/ops/webhook");
    private static final SecretReference PASSWORD = SecretReference.of("secret:subscription/ops/smtp");
    private static final String KEY_TEXT = "whsec_" + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4, 5, 6});
    private static final SecretStore SECRETS =
            reference -> Secret.of(reference.equals(KEY) ? KEY_TEXT : MailServer.PASSWORD);
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String BODY = "{\"id\":\"n-1\",\"text\":\"grüß Gott\"}";

    @TempDir
    Path folder;

    /** A book with one notice. */
    private static final class OneNotice implements DeliveryBook {
        final List<String> written = new ArrayList<>();
        private final Channel channel;

        OneNotice(Channel channel) {
            this.channel = channel;
        }

        @Override
        public Optional<Outgoing> due(String delivery) {
            return written.stream().anyMatch(line -> line.startsWith("delivered"))
                    ? Optional.empty()
                    : Optional.of(new Outgoing(channel, waiting(), BODY));
        }

        @Override
        public void delivered(String delivery, String answer) {
            written.add("delivered: " + answer);
        }

        @Override
        public void refused(String delivery, String answer, String trouble) {
            written.add("refused: " + answer);
        }

        @Override
        public void giveUp(String delivery) {
            written.add("given up");
        }
    }

    private static Notice waiting() {
        var run = new RunView(
                "r-1",
                "machine/m-4k2j9x7q",
                RunKind.PROVISION,
                MachineId.of("m-4k2j9x7q"),
                SiteName.of("ber1"),
                RunState.WAITING,
                List.of(),
                new Waiting(
                        "image",
                        "Write the image on web1",
                        "The disk is full.",
                        "it was heard, 4 s ago",
                        "Take another disk.",
                        null,
                        false),
                null,
                null,
                NOON,
                null);
        return new Notice("n-1", NoticeEvent.WAITING, NOON, "ops", "web1", run, null);
    }

    private static Channel.Webhook webhook(String url) {
        return new Channel.Webhook(url, KEY);
    }

    private static Channel.Email email(int port, MailSecurity security, @Nullable String user) {
        return new Channel.Email(
                List.of("ada@example.org", "night@example.org"),
                "metalwright@example.org",
                "localhost",
                port,
                security,
                user,
                user == null ? null : PASSWORD);
    }

    private static SentNotices notices(DeliveryBook book, SSLSocketFactory tls) {
        return new SentNotices(book, SECRETS, tls);
    }

    private static SentNotices notices(DeliveryBook book) {
        return new SentNotices(book, SECRETS);
    }

    @Test
    void aWebhookIsSignedAsOpensslWouldSignIt() throws Exception {
        try (var receiver = new Receiver(204)) {
            var book = new OneNotice(webhook(receiver.url("/hook")));
            assertThat(notices(book).send("n-1")).isEqualTo("HTTP 204");

            var post = receiver.posts().getFirst();
            assertThat(post.body()).isEqualTo(BODY);
            assertThat(post.header("webhook-id")).isEqualTo("n-1");
            assertThat(Long.parseLong(post.header("webhook-timestamp")))
                    .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(30L));
            assertThat(post.header("webhook-signature"))
                    .isEqualTo("v1," + openssl("n-1." + post.header("webhook-timestamp") + "." + BODY));
        }
    }

    private static String openssl(String text) throws IOException {
        var process = new ProcessBuilder(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-binary",
                        "-mac",
                        "HMAC",
                        "-macopt",
                        "hexkey:" + HexFormat.of().formatHex(new byte[] {1, 2, 3, 4, 5, 6}))
                .start();
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(process.getInputStream().readAllBytes());
    }

    @Test
    void anAnswerThatNeverEndsIsNotWaitedFor() throws Exception {
        try (var receiver = Receiver.thatNeverEnds()) {
            var notices = notices(new OneNotice(webhook(receiver.url("/endless"))));
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> notices.send("n-1")))
                    .isEqualTo("HTTP 200");
        }
    }

    @Test
    void whatWasDeliveredIsNotSentAgain() throws Exception {
        try (var receiver = new Receiver(200)) {
            var notices = notices(new OneNotice(webhook(receiver.url("/"))));
            notices.send("n-1");
            notices.send("n-1");
            assertThat(receiver.posts()).hasSize(1);
        }
    }

    @Test
    void anotherAnswerThanYesIsKeptAndTriedAgain() throws Exception {
        try (var receiver = new Receiver(503)) {
            var book = new OneNotice(webhook(receiver.url("/secret-path")));
            assertThatThrownBy(() -> notices(book).send("n-1"))
                    .hasMessageContaining("HTTP 503")
                    .hasMessageNotContaining("secret-path");
            assertThat(book.written).containsExactly("refused: HTTP 503");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var receiver = new Receiver(307)) {
            assertThatThrownBy(() ->
                            notices(new OneNotice(webhook(receiver.url("/")))).send("n-1"))
                    .hasMessageContaining("HTTP 307");
            assertThat(receiver.posts()).hasSize(1);
        }
    }

    @Test
    void aReceiverThatIsAwayIsNamed() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var book = new OneNotice(webhook("http://127.0.0.1:" + port + "/hook"));
        assertThatThrownBy(() -> notices(book).send("n-1")).hasMessageContaining("127.0.0.1:" + port);
        assertThat(book.written).containsExactly("refused: no answer");
    }

    @Test
    void aLetterSaysWhichMachineWaitsAndWhy() throws Exception {
        try (var server = MailServer.plain(folder)) {
            var book = new OneNotice(email(server.port(), MailSecurity.NONE, null));
            notices(book).send("n-1");
            assertThat(server.letters())
                    .extracting(MailServer.Letter::to)
                    .containsExactly("ada@example.org", "night@example.org");
            assertThat(server.letters().getFirst().text())
                    .contains("Subject: [metalwright] web1: provision waits for you")
                    .contains("Message-ID: <n-1@metalwright>")
                    .contains("Auto-Submitted: auto-generated")
                    .contains("The disk is full.")
                    .contains("What would help: Take another disk.");
        }
    }

    @Test
    void aLetterGoesByStartTlsWithALogin() throws Exception {
        try (var server = MailServer.guarded(folder)) {
            var book = new OneNotice(email(server.port(), MailSecurity.STARTTLS, MailServer.USER));
            notices(book, server.whoTrustsIt()).send("n-1");
            assertThat(server.letters()).hasSize(2);
            assertThat(book.written).containsExactly("delivered: accepted for 2");
        }
    }

    @Test
    void noLetterGoesToAServerWithoutStartTls() throws Exception {
        try (var server = MailServer.plain(folder)) {
            var book = new OneNotice(email(server.port(), MailSecurity.STARTTLS, null));
            assertThatThrownBy(() -> notices(book).send("n-1")).hasMessageContaining("STARTTLS");
            assertThat(server.letters()).isEmpty();
        }
    }

    @Test
    void noPasswordGoesToAServerThatNobodyVouchesFor() throws Exception {
        try (var server = MailServer.guarded(folder)) {
            var book = new OneNotice(email(server.port(), MailSecurity.STARTTLS, MailServer.USER));
            assertThatThrownBy(() -> notices(book).send("n-1")).hasMessageContaining("localhost:" + server.port());
            assertThat(server.letters()).isEmpty();
        }
    }

    @Test
    void aWrongLoginIsToldWithoutThePassword() throws Exception {
        try (var server = MailServer.guarded(folder)) {
            var book = new OneNotice(email(server.port(), MailSecurity.STARTTLS, "somebody"));
            assertThatThrownBy(() -> notices(book, server.whoTrustsIt()).send("n-1"))
                    .hasMessageContaining("535")
                    .hasMessageNotContaining(MailServer.PASSWORD);
            assertThat(book.written).containsExactly("refused: no letter");
        }
    }
}
