package io.metalwright.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Temper;
import io.metalwright.ops.simulated.bmc.BmcState;
import io.metalwright.ops.simulated.bmc.Chassis;
import io.metalwright.ops.simulated.bmc.SimulatedBmc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code metalwright bmc} with a BMC by its address. */
@Timeout(120)
class BmcCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Ipv4Address ADDRESS = Ipv4Address.of("127.79.0.9");

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();
    private int port;
    private SimulatedBmc bmc;

    @BeforeEach
    void start() throws IOException {
        try (var free = new DatagramSocket(new InetSocketAddress(ADDRESS.value(), 0))) {
            port = free.getLocalPort();
        }
        bmc = SimulatedBmc.start(
                new BmcState(MacAddress.of("52:54:00:0b:00:09"), ADDRESS),
                new SwitchedChassis(),
                Temper.GOOD,
                UUID.fromString("6b8032d7-d9f1-4842-8d10-2b9e59e694cf"),
                port);
        Files.writeString(folder.resolve("password"), "admin\n");
        Files.writeString(folder.resolve("wrong"), "guessed\n");
    }

    @AfterEach
    void stop() {
        bmc.close();
    }

    private int run(String password, String... words) {
        var arguments = new ArrayList<>(List.of("bmc"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of(
                "--host",
                ADDRESS + ":" + port,
                "--user",
                "admin",
                "--password-file",
                folder.resolve(password).toString()));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        said.getBuffer().setLength(0);
        complained.getBuffer().setLength(0);
        return MetalwrightCommand.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true))
                .execute(arguments);
    }

    @Test
    void powerIsShownSwitchedAndSeenToBeSo() {
        assertThat(run("password", "power")).isZero();
        assertThat(said.toString()).containsPattern("POWER +off");
        assertThat(run("password", "power", "on", "--json")).isZero();
        assertThat(JSON.readTree(said.toString()).path("power").asString()).isEqualTo("on");
        assertThat(run("password", "power", "cycle")).isZero();
        assertThat(run("password", "power", "off")).isZero();
        assertThat(said.toString()).containsPattern("POWER +off");
        assertThat(run("password", "power", "reset")).isOne();
        assertThat(complained.toString()).contains("The machine is off");
    }

    @Test
    void theBootDeviceIsToldAndReadBack() {
        assertThat(run("password", "boot", "network", "--mode", "bios", "--json"))
                .isZero();
        var boot = JSON.readTree(said.toString());
        assertThat(boot.path("device").asString()).isEqualTo("network");
        assertThat(boot.path("mode").asString()).isEqualTo("BIOS");
        assertThat(boot.path("armed").asBoolean()).isTrue();
        assertThat(boot.path("persistent").asBoolean()).isFalse();
        assertThat(run("password", "boot", "floppy")).isEqualTo(2);
        assertThat(complained.toString()).contains("'floppy' is no boot device: none, network, disk, cd, bios-setup");
    }

    @Test
    void everyQuestionIsAnsweredForPeopleAndForPrograms() {
        for (var question : List.of("info", "power", "boot", "sensors", "users", "lan")) {
            assertThat(run("password", question)).as(question).isZero();
            assertThat(said.toString()).as(question).isNotBlank();
            assertThat(run("password", question, "--json")).as(question).isZero();
            assertThat(JSON.readTree(said.toString()).isObject()).as(question).isTrue();
        }
        assertThat(run("password", "users")).isZero();
        assertThat(said.toString()).containsPattern("2 +admin +true +administrator");
    }

    @Test
    void whatABmcDoesNotKnowIsToldAsItsRefusal() {
        assertThat(run("password", "events")).isOne();
        assertThat(complained.toString()).contains("Get SEL Info", "0xC1");
    }

    @Test
    void firmwareIsUpdatedOnlyWhenSomebodySaysYesAndNotOverIpmi() {
        assertThat(run("password", "firmware")).isOne();
        assertThat(complained.toString()).contains("IPMI neither lists nor updates it");
        assertThat(run("password", "firmware", "--update", "https://10.0.0.9/bios.bin"))
                .isEqualTo(2);
        assertThat(complained.toString()).contains("say it with --yes");
        assertThat(run("password", "firmware", "--update", "https://10.0.0.9/bios.bin", "--yes"))
                .isOne();
        assertThat(complained.toString()).contains("IPMI neither lists nor updates it");
    }

    @Test
    void aWrongPasswordSaysWhatWhereAndWhatToDo() {
        assertThat(run("wrong", "power")).isOne();
        assertThat(complained.toString())
                .contains(
                        "Log in to BMC " + ADDRESS + ":" + port + " as 'admin'",
                        "password is wrong",
                        "Check the credential")
                .doesNotContain("guessed");
    }

    @Test
    void aRefusedCipherSuiteSaysWhichOnesWouldDo() {
        assertThat(run("password", "power", "--cipher-suite", "17")).isZero();
        assertThat(run("password", "power", "--cipher-suite", "2")).isOne();
        assertThat(complained.toString()).contains("0x11", "Allow cipher suite 17 or 3");
        assertThat(run("password", "power", "--cipher-suite", "0")).isEqualTo(2);
        assertThat(complained.toString()).contains("Cipher suite 0 lets in without a password");
        assertThat(run("password", "power", "--cipher-suite", "8")).isEqualTo(2);
    }

    @Test
    void wrongUsageIsExplained() {
        assertThat(execute("bmc", "power")).isEqualTo(2);
        assertThat(complained.toString()).contains("Name a BMC: --machine, or --host with --user and --password-file");
        assertThat(run("password", "power", "--machine", "m1")).isEqualTo(2);
        assertThat(complained.toString()).contains("--machine goes alone");
        assertThat(run("password", "power", "dance")).isEqualTo(2);
        assertThat(complained.toString()).contains("'dance' is no power command: on, off, soft-off, cycle, reset");
    }

    /** Does as told. */
    @Test
    void theConsolePrintsWholeLinesAndTypesWhatIsPipedIn() throws Exception {
        var line = bmc.serialLine();
        line.onTyped(typed -> line.say("you typed " + new String(typed, StandardCharsets.US_ASCII) + "\r\n"));
        var recording = folder.resolve("console.cast");
        var keyboard = System.in;
        System.setIn(new ByteArrayInputStream("reboot".getBytes(StandardCharsets.US_ASCII)));
        try {
            assertThat(run("password", "console", "--seconds", "2", "--record", recording.toString()))
                    .isZero();
        } finally {
            System.setIn(keyboard);
        }
        assertThat(said.toString().lines()).contains("you typed reboot");
        assertThat(Files.readAllLines(recording).getFirst()).contains("\"version\": 2");
        assertThat(Files.readString(recording)).contains("you typed reboot\\r\\n");
    }

    @Test
    void theConsoleComesBackByItselfAndSaysSo() throws Exception {
        var restart = Thread.ofVirtual().start(() -> {
            while (!complained.toString().contains("console of")) {
                pause();
            }
            bmc.close();
            bmc = restarted();
            while (!said.toString().contains("after the restart")) {
                bmc.serialLine().say("after the restart\r\n");
                pause();
            }
        });
        assertThat(run("password", "console", "--read-only", "--seconds", "60")).isZero();
        restart.join();
        assertThat(complained.toString()).contains("lost: ").contains(", again");
    }

    /** The port is free once the thread that waited at it has seen that it was closed. */
    private SimulatedBmc restarted() {
        while (true) {
            try {
                return SimulatedBmc.start(
                        new BmcState(MacAddress.of("52:54:00:0b:00:09"), ADDRESS),
                        new SwitchedChassis(),
                        Temper.GOOD,
                        UUID.randomUUID(),
                        port);
            } catch (UncheckedIOException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class SwitchedChassis implements Chassis {
        private volatile boolean on;

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public void powerUp() {
            on = true;
        }

        @Override
        public void powerDown() {
            on = false;
        }

        @Override
        public void softShutdown() {
            on = false;
        }

        @Override
        public void reset() {
            // It stays on.
        }
    }
}
