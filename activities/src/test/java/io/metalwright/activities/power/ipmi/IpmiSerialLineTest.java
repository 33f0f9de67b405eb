package io.metalwright.activities.power.ipmi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.SerialLine;
import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.activities.power.ipmi.session.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Serial over LAN with ipmi_sim, whose machine's end is a real terminal, and with ipmitool on the same line. */
@Timeout(120)
class IpmiSerialLineTest {
    @TempDir
    Path folder;

    private PseudoTerminal machine;
    private IpmiSimulator simulator;
    private IpmiLogin login;

    @BeforeEach
    void start() throws Exception {
        machine = PseudoTerminal.open(folder);
        simulator = IpmiSimulator.withSerialLine(folder, machine.bmcEnd());
        login = IpmiLogin.open(Patience.DEFAULT, List.of(Algorithms.SUITE_3));
    }

    @AfterEach
    void stop() throws Exception {
        login.close();
        simulator.close();
        machine.close();
    }

    private Bmc bmc() {
        return login.login(simulator.address(), IpmiSimulator.ADMIN);
    }

    private static String read(SerialLine line, int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            byte[] some = line.read(Duration.ofSeconds(10));
            assertThat(some).as("after '%s'", text).isNotEmpty();
            text.append(new String(some, US_ASCII));
        }
        return text.toString();
    }

    @Test
    void bothWaysPassTenThousandCharacters() throws Exception {
        String text = "0123456789abcdef".repeat(625);
        try (Bmc bmc = bmc();
                SerialLine line = bmc.openSerialLine(false)) {
            machine.say("login: ");
            assertThat(read(line, 7)).isEqualTo("login: ");
            line.write(text.getBytes(US_ASCII));
            assertThat(machine.hear(text.length())).isEqualTo(text);
            machine.say(text);
            assertThat(read(line, text.length())).isEqualTo(text);
        }
    }

    @Test
    void theBmcAnswersCommandsWhileCharactersPass() throws Exception {
        try (Bmc bmc = bmc();
                SerialLine line = bmc.openSerialLine(false)) {
            for (int i = 0; i < 5; i++) {
                machine.say("tick");
                assertThat(bmc.info().firmware()).isEqualTo("9.08");
                assertThat(read(line, 4)).isEqualTo("tick");
            }
        }
    }

    @Test
    void ipmitoolFindsTheLineBusyWhileOursIsOpenAndFreeAfterwards() throws Exception {
        try (Bmc bmc = bmc();
                SerialLine line = bmc.openSerialLine(false)) {
            line.write("x".getBytes(US_ASCII));
            assertThat(ipmitoolOnTheLine("")).contains("already active");
        }
        machine.say("after us\r\n");
        assertThat(ipmitoolOnTheLine("~.")).contains("SOL Session operational");
    }

    @Test
    void aLineThatIpmitoolTakesAwayEndsAsTaken() throws Exception {
        try (Bmc bmc = bmc();
                SerialLine line = bmc.openSerialLine(false)) {
            machine.say("one");
            assertThat(read(line, 3)).isEqualTo("one");
            simulator.ipmitool("sol", "deactivate");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 30; i++) {
                            line.read(Duration.ofSeconds(1));
                        }
                    })
                    .isInstanceOf(BmcFailure.LineTaken.class);
        }
    }

    @Test
    void aLineOfAnotherSessionIsTakenOnlyWhenAsked() throws Exception {
        try (Bmc first = bmc();
                SerialLine theirs = first.openSerialLine(false);
                Bmc second = bmc()) {
            assertThatThrownBy(() -> second.openSerialLine(false)).isInstanceOf(BmcFailure.LineTaken.class);
            try (SerialLine ours = second.openSerialLine(true)) {
                machine.say("now ours");
                assertThat(read(ours, 8)).isEqualTo("now ours");
            }
            assertThat(theirs).isNotNull();
        }
    }

    /** ipmitool wants a terminal, which script(1) gives it. */
    private String ipmitoolOnTheLine(String typed) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        "script",
                        "-qec",
                        "ipmitool -I lanplus -C 3 -H 127.0.0.1 -p %d -E -U admin sol activate"
                                .formatted(simulator.address().port()),
                        "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("IPMI_PASSWORD", new String(IpmiSimulator.ADMIN.password(), US_ASCII));
        Process judge = builder.start();
        var said = new StringBuilder();
        Thread reader = Thread.ofPlatform().daemon().start(() -> {
            try (var in = judge.inputReader()) {
                for (int letter = in.read(); letter >= 0; letter = in.read()) {
                    synchronized (said) {
                        said.append((char) letter);
                    }
                }
            } catch (IOException e) {
                // It ended.
            }
        });
        for (int i = 0; i < 200 && judge.isAlive(); i++) {
            synchronized (said) {
                if (said.toString().contains("operational")) {
                    break;
                }
            }
            Thread.sleep(100);
        }
        if (judge.isAlive()) {
            judge.outputWriter().write("\r" + typed);
            judge.outputWriter().flush();
        }
        assertThat(judge.waitFor(20, TimeUnit.SECONDS)).as("%s", said).isTrue();
        reader.join(5000);
        synchronized (said) {
            return said.toString();
        }
    }
}
