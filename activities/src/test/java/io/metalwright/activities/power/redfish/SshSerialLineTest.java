package io.metalwright.activities.power.redfish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.SerialLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Behind an SSH server that is not ours. */
@Timeout(60)
class SshSerialLineTest {
    @TempDir
    private Path folder;

    private final CertificatePins pins = CertificatePins.inMemory();
    private MockupBmc bmc;
    private SshServer ssh;
    private RedfishLogin redfish;
    private volatile KeyPair hostKey;
    private volatile boolean letIn = true;
    private int logIns;

    @BeforeEach
    void start() throws Exception {
        hostKey = pair();
        ssh = SshServer.setUpDefaultServer();
        ssh.setHost("127.0.0.1");
        ssh.setKeyPairProvider(session -> List.of(hostKey));
        ssh.setPasswordAuthenticator((user, password, session) -> {
            logIns++;
            return letIn && user.equals("admin") && password.equals("s3cret-of-the-BMC");
        });
        ssh.setShellFactory(channel -> new Shell((typed, shown) -> {
            shown.write("web-17 login: ".getBytes(UTF_8));
            echo(typed, shown);
        }));
        ssh.start();
        bmc = MockupBmc.start(SelfSigned.context(folder))
                .with("/redfish/v1", """
                        {"RedfishVersion": "1.15.0", "Systems": {"@odata.id": "/redfish/v1/Systems"},
                         "Managers": {"@odata.id": "/redfish/v1/Managers"},
                         "Links": {"Sessions": {"@odata.id": "/redfish/v1/SessionService/Sessions"}}}""")
                .with("/redfish/v1/Systems", """
                        {"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""")
                .with("/redfish/v1/Managers", """
                        {"Members": [{"@odata.id": "/redfish/v1/Managers/1"}]}""")
                .with("/redfish/v1/Managers/1", """
                        {"Id": "1"}""")
                .with("/redfish/v1/Systems/1", system("""
                        {"ServiceEnabled": true, "Port": %d, "HotKeySequenceDisplay": "Press ~. to exit console"}""".formatted(ssh.getPort())));
        redfish = RedfishLogin.open(pins, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        redfish.close();
        bmc.close();
        ssh.stop(true);
    }

    private static void commandLine(InputStream typed, OutputStream shown) throws IOException {
        shown.write("asked for ".getBytes(UTF_8));
        echo(typed, shown);
    }

    private static void echo(InputStream typed, OutputStream shown) throws IOException {
        shown.flush();
        for (int octet = typed.read(); octet >= 0; octet = typed.read()) {
            shown.write(octet);
            shown.flush();
        }
    }

    /** What is at the other end of the line. */
    private interface Talk {
        void talk(InputStream typed, OutputStream shown) throws IOException;
    }

    private static final class Shell implements Command {
        private final Talk talk;
        private InputStream typed = InputStream.nullInputStream();
        private OutputStream shown = OutputStream.nullOutputStream();
        private ExitCallback ended = (status, message, immediately) -> {};

        Shell(Talk talk) {
            this.talk = talk;
        }

        @Override
        public void setInputStream(InputStream in) {
            typed = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            shown = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {}

        @Override
        public void setExitCallback(ExitCallback callback) {
            ended = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.startVirtualThread(() -> {
                try {
                    talk.talk(typed, shown);
                    shown.flush();
                } catch (IOException e) {
                    // The client left.
                }
                ended.onExit(0);
            });
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }

    private static KeyPair pair() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String system(String ssh) {
        return """
                {"Id": "1", "SystemType": "Physical", "PowerState": "On",
                 "SerialConsole": {"MaxConcurrentSessions": 15, "IPMI": {"ServiceEnabled": true}, "SSH": %s}}""".formatted(ssh);
    }

    private static String heard(SerialLine line, String until) {
        var heard = new StringBuilder();
        while (!heard.toString().contains(until)) {
            heard.append(new String(line.read(Duration.ofSeconds(1)), UTF_8));
        }
        return heard.toString();
    }

    @Test
    void whatTheMachineWritesIsReadAndWhatIsTypedReachesIt() {
        try (var login = redfish.login(bmc.address(), MockupBmc.ADMIN);
                var line = login.openSerialLine(false)) {
            assertThat(heard(line, "login:")).contains("web-17 login:");
            line.write("root\n".getBytes(UTF_8));
            assertThat(heard(line, "root\n")).contains("root");
            assertThat(line.read(Duration.ofMillis(50))).isEmpty();
        }
    }

    @Test
    void aLineBehindTheCommandLineOfTheBmcIsOpenedByItsCommand() {
        ssh.setShellFactory(channel -> new Shell(SshSerialLineTest::commandLine));
        bmc.with("/redfish/v1/Systems/1", system("""
                {"ServiceEnabled": true, "Port": %d, "SharedWithManagerCLI": true, "ConsoleEntryCommand": "sol open"}""".formatted(ssh.getPort())));
        try (var login = redfish.login(bmc.address(), MockupBmc.ADMIN);
                var line = login.openSerialLine(false)) {
            assertThat(heard(line, "\r")).contains("asked for sol open\r");
        }
    }

    /** As HPE iLO 5 and those before it do; by its port the BMC is reached in the test only. */
    @Test
    void whereTheManagerAloneTellsOfItTheMakersCommandIsSent() {
        ssh.setShellFactory(channel -> new Shell(SshSerialLineTest::commandLine));
        bmc.with("/redfish/v1/Systems/1", """
                        {"Id": "1", "PowerState": "On", "Oem": {"Hpe": {}}}""")
                .with("/redfish/v1/Managers/1", """
                        {"Id": "1", "Model": "iLO 5", "NetworkProtocol": {"@odata.id": "/redfish/v1/Managers/1/NetworkProtocol"},
                         "SerialConsole": {"ConnectTypesSupported": ["SSH", "IPMI", "Oem"], "MaxConcurrentSessions": 13,
                                           "ServiceEnabled": true}}""")
                .with("/redfish/v1/Managers/1/NetworkProtocol", """
                        {"SSH": {"Port": %d, "ProtocolEnabled": true}}""".formatted(ssh.getPort()));
        try (var login = redfish.login(bmc.address(), MockupBmc.ADMIN);
                var line = login.openSerialLine(false)) {
            assertThat(heard(line, "\r")).contains("asked for vsp\r");
        }
    }

    @Test
    void aBmcThatHasItOverIpmiAloneSaysSo() {
        bmc.with("/redfish/v1/Systems/1", system("""
                {"ServiceEnabled": false}"""));
        try (var login = redfish.login(bmc.address(), MockupBmc.ADMIN)) {
            assertThatExceptionOfType(BmcFailure.Refused.class)
                    .isThrownBy(() -> login.openSerialLine(false))
                    .withMessageContaining("enter the BMC with protocol ipmi");
        }
    }

    @Test
    void whoIsRefusedIsNotTriedAgainUntilSomebodyAsks() {
        letIn = false;
        try (var login = redfish.login(bmc.address(), MockupBmc.ADMIN)) {
            for (int times = 0; times < 5; times++) {
                assertThatExceptionOfType(BmcFailure.Refused.class)
                        .isThrownBy(() -> login.openSerialLine(false))
                        .withMessageContaining("user 'admin'")
                        .withMessageNotContaining("s3cret");
            }
            assertThat(logIns).isEqualTo(1);
            letIn = true;
            login.openSerialLine(true).close();
            login.openSerialLine(false).close();
        }
    }

    @Test
    void anotherHostKeyThanTheFirstIsToldNothing() throws Exception {
        try (var login = redfish.login(bmc.address(), MockupBmc.ADMIN)) {
            login.openSerialLine(false).close();
            hostKey = pair();
            int before = logIns;
            assertThatExceptionOfType(BmcFailure.Stranger.class)
                    .isThrownBy(() -> login.openSerialLine(false))
                    .withMessageContaining("another than the first time");
            assertThat(logIns).isEqualTo(before);
        }
    }

    @Test
    void aLineThatTheBmcEndsIsLostAfterItsLastCharacters() {
        ssh.setShellFactory(channel -> new Shell((typed, shown) -> shown.write("the last words".getBytes(UTF_8))));
        try (var login = redfish.login(bmc.address(), MockupBmc.ADMIN);
                var line = login.openSerialLine(false)) {
            assertThat(heard(line, "words")).contains("the last words");
            assertThatExceptionOfType(BmcFailure.Unreachable.class)
                    .isThrownBy(() -> {
                        for (int times = 0; times < 50; times++) {
                            line.read(Duration.ofMillis(200));
                        }
                    })
                    .withMessageContaining("the BMC ended it");
        }
    }
}
