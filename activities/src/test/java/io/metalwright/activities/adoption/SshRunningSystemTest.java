package io.metalwright.activities.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.model.SecretReference;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The running system is this host, behind an SSH server of the test's own. */
@Timeout(60)
class SshRunningSystemTest {
    private static final Ipv4Address HERE = Ipv4Address.of("127.0.0.1");
    private static final SecretReference PASSWORD = SecretReference.of("secret:machine/m-1/password");
    private static final SecretReference KEY = SecretReference.of("secret:machine/m-1/key");

    @TempDir
    Path folder;

    private KeyPair hostKey;
    private Path userKey;
    private SshServer server;
    private int logIns;
    private RunningSystem system;

    @BeforeEach
    void start() throws Exception {
        hostKey = pair();
        userKey = folder.resolve("id");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", userKey.toString());
        var admitted = PublicKeyEntry.parsePublicKeyEntry(Files.readString(folder.resolve("id.pub")))
                .resolvePublicKey(null, null, null);
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> {
            logIns++;
            return user.equals("root") && password.equals("right");
        });
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, admitted));
        server.setCommandFactory(new ProcessShellCommandFactory());
        server.start();
        system = new SshRunningSystem(secrets("right"));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    private SecretStore secrets(String password) {
        return reference -> {
            try {
                return Secret.of(reference.equals(PASSWORD) ? password : Files.readString(userKey));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private RunningSystem.Login login(@Nullable SecretReference password, @Nullable SecretReference key) {
        return new RunningSystem.Login(HERE, server.getPort(), "root", password, key);
    }

    @Test
    void theHostKeyIsReadWithoutAnybodyLoggingIn() throws Exception {
        var shown = system.hostKey(HERE, server.getPort());
        assertThat(shown.key()).isEqualTo(PublicKeyEntry.toString(hostKey.getPublic()));
        var known = Files.writeString(folder.resolve("host.pub"), shown.key() + "\n");
        assertThat(run("ssh-keygen", "-l", "-E", "sha256", "-f", known.toString()))
                .contains(" " + shown.fingerprint() + " ");
        assertThat(logIns).isZero();
    }

    @Test
    void aPasswordOrAKeyGivesTheFactsOfTheRunningSystem() throws IOException {
        var shown = system.hostKey(HERE, server.getPort()).key();
        var byPassword = system.collect(login(PASSWORD, null), shown);
        var byKey = system.collect(login(null, KEY), shown);

        assertThat(byPassword.hostname())
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        assertThat(byPassword.kernel()).isEqualTo(System.getProperty("os.version"));
        assertThat(byPassword.os()).isNotBlank();
        assertThat(byPassword.report().memory().bytes()).isGreaterThan(1L << 28);
        assertThat(byPassword.report().processors())
                .singleElement()
                .satisfies(processor -> assertThat(processor.threads()).isPositive());
        assertThat(byKey.report().disks()).isEqualTo(byPassword.report().disks());
    }

    @Test
    void nobodyLogsInWhereAnotherHostKeyIsShown() throws GeneralSecurityException {
        var other = PublicKeyEntry.toString(pair().getPublic());
        assertThatThrownBy(() -> system.collect(login(PASSWORD, null), other))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.WRONG_MACHINE);
                    assertThat(failure.isNonRetryable()).isTrue();
                });
        assertThat(logIns).isZero();
    }

    @Test
    void aRefusedPasswordIsTriedAtMostTwiceAndNotTold() {
        var shown = system.hostKey(HERE, server.getPort()).key();
        assertThatThrownBy(() -> new SshRunningSystem(secrets("wrong one")).collect(login(PASSWORD, null), shown))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.REFUSED);
                    assertThat(failure.isNonRetryable()).isTrue();
                })
                .hasMessageContaining("login was refused")
                .hasMessageNotContaining("wrong one");
        // By the method 'password', then by 'keyboard-interactive', which is all that some servers know.
        assertThat(logIns).isBetween(1, 2);
    }

    /** The kernel is the witness: strace sees every file that is opened, and none of them for writing. */
    @Test
    void theScriptOpensNothingForWriting() throws Exception {
        var script = folder.resolve("facts.sh");
        try (var in = SshRunningSystem.class.getResourceAsStream("facts.sh")) {
            Files.write(script, in.readAllBytes());
        }
        var trace = folder.resolve("trace");
        run(
                "strace",
                "-f",
                "-o",
                trace.toString(),
                "-e",
                "trace=open,openat,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,mount,truncate,ftruncate,link,linkat,symlink,symlinkat,chmod,fchmodat",
                "sh",
                script.toString());
        assertThat(Files.readAllLines(trace))
                .hasSizeGreaterThan(20)
                .filteredOn(line -> line.contains("O_WRONLY")
                        || line.contains("O_RDWR")
                        || line.contains("O_CREAT")
                        || !line.contains("open")
                                && line.contains("(")
                                && !line.contains("+++")
                                && !line.contains("---")
                                && !line.contains("resumed"))
                .as("what was opened for writing, or changed, apart from /dev/null")
                .allSatisfy(line -> assertThat(line).contains("/dev/null"));
    }

    @Test
    void whatTheKernelSaysBecomesAReport() {
        var facts = ReadFacts.of("""
                uid\t0
                hostname\tdb1
                kernel\t6.1.0
                architecture\tx86_64
                os\tDebian GNU/Linux 12
                product_serial\tS412
                boot\tUEFI
                memory\t1024
                threads\t8
                cpu\tEPYC
                cores\t4
                disk\tsda\t480103981056\t512\tMicron 5300\tM1\tnaa.500a075\t\t0\t0
                nic\teno1\t52:54:00:12:34:56\tixgbe\t1\t10000
                nic\teno2\t52:54:00:12:34:57\tixgbe\t\t-1
                """);
        var found = facts.found(java.time.Instant.EPOCH);
        assertThat(facts.isRoot()).isTrue();
        assertThat(found.hostname()).isEqualTo("db1");
        assertThat(found.report().system().serial()).isEqualTo("S412");
        assertThat(found.report().system().manufacturer()).isNull();
        assertThat(found.report().memory().bytes()).isEqualTo(1 << 20);
        assertThat(found.report().disks()).singleElement().satisfies(disk -> {
            assertThat(disk.serial()).isEqualTo("M1");
            assertThat(disk.wwn()).isEqualTo("naa.500a075");
            assertThat(disk.bus()).isNull();
        });
        assertThat(found.report().nics()).extracting(nic -> nic.speedMbps()).containsExactly(10000, null);
    }

    @Test
    void aLineThatIsNoneOfTheScriptIsTold() {
        assertThatThrownBy(() -> ReadFacts.of("Welcome to db1!\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Welcome to db1!");
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
