package io.metalwright.activities.bmcsetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.IpmiSimulator;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.model.SecretReference;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.BmcSetUp;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real ipmitool at OpenIPMI's ipmi_sim, which it reaches over the loopback in place of a system interface. */
@Timeout(120)
class InBandBmcSetUpTest {
    private static final String PASSWORD = "sixteen-octets!!";
    private static final SecretReference REFERENCE = SecretReference.of("secret:bmc/m-simulated");

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private String secret = PASSWORD;
    private SimulatedBootOs bootOs;
    private IpmiSimulator simulator;
    private IpmiLogin ipmi;
    private BmcBroker broker;
    private BmcSetUp setUp;

    @BeforeEach
    void start() throws Exception {
        simulator = IpmiSimulator.start(Files.createDirectory(folder.resolve("bmc")));
        var factory = Files.writeString(
                folder.resolve("factory"), new String(IpmiSimulator.ADMIN.password(), StandardCharsets.UTF_8));
        bootOs = new SimulatedBootOs(folder)
                .tool("ipmitool", """
                        echo "$*" >> "$SIMULATED/asked"
                        shift 2
                        exec setsid -w /usr/bin/ipmitool -I lanplus -C 3 -H 127.0.0.1 -p %d -U admin -f %s "$@"
                        """.formatted(simulator.address().port(), factory));
        ipmi = IpmiLogin.open(Patience.DEFAULT);
        broker = new BmcBroker(ipmi, BmcBroker.IDLE);
        SecretStore secrets = reference -> Secret.of(secret);
        temporal.registerActivitiesImplementations(new InBandBmcSetUp(
                bootOs.shells(),
                new BmcVisits(broker, secrets),
                secrets,
                simulator.address().port()));
        setUp = temporal.newActivityStub(BmcSetUp.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        ipmi.close();
        simulator.close();
        bootOs.close();
        temporal.close();
    }

    @Test
    void theBmcThenHasAddressUserAndPassword() throws Exception {
        assertThat(wishedFor("metalwright"))
                .extracting(BmcTarget::address, BmcTarget::user, BmcTarget::password)
                .containsExactly("127.0.0.1", "metalwright", REFERENCE);
        var robot = BmcCredential.of("metalwright", PASSWORD);
        assertThat(simulator.ipmitool(robot, "lan", "print", "1"))
                .containsPattern("IP Address Source +: Static Address")
                .containsPattern("IP Address +: 127\\.0\\.0\\.1")
                .containsPattern("Subnet Mask +: 255\\.0\\.0\\.0")
                .containsPattern("Default Gateway IP +: 127\\.0\\.0\\.254");
        assertThat(simulator.ipmitool(robot, "channel", "getaccess", "1", "3"))
                .contains("metalwright", "ADMINISTRATOR");
        assertThat(simulator.ipmitool(robot, "chassis", "power", "status")).contains("Power is");
    }

    @Test
    void doneAgainItChangesNothing() throws Exception {
        wishedFor("metalwright");
        Files.delete(folder.resolve("asked"));
        wishedFor("metalwright");
        assertThat(Files.readAllLines(folder.resolve("asked")))
                .isNotEmpty()
                .noneMatch(asked -> asked.contains(" set") || asked.contains("raw 0x06 0x40"));
    }

    @Test
    void aKnownUserGetsTheNewPasswordAndNoOtherIsMade() throws Exception {
        wishedFor("metalwright");
        secret = "changed-octets!!";
        wishedFor("metalwright");
        assertThat(simulator.ipmitool(BmcCredential.of("metalwright", secret), "user", "list", "1"))
                .containsPattern("(?m)^3 +metalwright ")
                .doesNotContainPattern("(?m)^4 +[a-z]{5,} +true");
    }

    @Test
    void thePasswordIsInNoCommand() throws Exception {
        wishedFor("metalwright");
        assertThat(Files.readString(folder.resolve("asked"))).doesNotContain(PASSWORD);
        assertThat(bootOs.commands()).isNotEmpty().noneMatch(line -> line.contains(PASSWORD));
    }

    @Test
    void aPasswordThatNoBmcTakesIsRefusedBeforeAnythingIsChanged() {
        secret = "seventeen-octets!";
        var failure = (ApplicationFailure) catchThrowableOfType(ActivityFailure.class, () -> wishedFor("metalwright"))
                .getCause();
        assertThat(failure.getType()).isEqualTo(FailureTypes.REFUSED);
        assertThat(failure).hasMessageNotContaining(secret);
        assertThat(bootOs.commands()).isEqualTo(List.of());
    }

    private BmcTarget wishedFor(String user) {
        return setUp.setUp(
                bootOs.target(),
                new BmcSetUp.Wish(
                        Ipv4Address.of("127.0.0.1"),
                        Ipv4Address.of("255.0.0.0"),
                        Ipv4Address.of("127.0.0.254"),
                        user,
                        REFERENCE));
    }
}
