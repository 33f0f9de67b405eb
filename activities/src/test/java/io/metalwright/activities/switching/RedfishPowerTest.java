package io.metalwright.activities.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.redfish.CertificatePins;
import io.metalwright.activities.power.redfish.RedfishLogin;
import io.metalwright.activities.power.redfish.SushyEmulator;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Power;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same activity as over IPMI, against sushy-emulator. */
@Timeout(180)
class RedfishPowerTest {
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private SushyEmulator emulator;
    private RedfishLogin redfish;
    private BmcBroker broker;
    private String password = new String(SushyEmulator.ADMIN.password(), StandardCharsets.UTF_8);
    private Power power;
    private BmcTarget bmc;

    @BeforeEach
    void start() throws Exception {
        emulator = SushyEmulator.start(folder);
        redfish = RedfishLogin.open(CertificatePins.inMemory(), RedfishLogin.PATIENCE);
        broker = new BmcBroker(redfish, BmcBroker.IDLE);
        temporal.registerActivitiesImplementations(
                new PowerActivity(new BmcVisits(broker, reference -> Secret.of(password))));
        power = temporal.newActivityStub(Power.class, ActivityTimes.USUAL);
        bmc = new BmcTarget(
                MachineId.of("m-emulated"),
                BmcProtocol.REDFISH,
                emulator.address().host(),
                emulator.address().port(),
                SushyEmulator.ADMIN.user(),
                SecretReference.of("secret:bmc/m-emulated"));
    }

    @AfterEach
    void stop() {
        broker.close();
        redfish.close();
        emulator.close();
        temporal.close();
    }

    @Test
    void aMachineBootsFromTheNetworkAndIsSwitchedOffAgain() {
        assertThat(power.read(bmc)).isEqualTo(PowerState.OFF);
        assertThat(power.bootFromNetwork(bmc, BootMode.UEFI))
                .isEqualTo(
                        "The boot device read network, for good, UEFI; then the machine was switched on, and its power"
                                + " reads on.");
        assertThat(power.clearBootOverride(bmc, BootMode.UEFI)).startsWith("The boot device reads none");
        assertThat(power.apply(bmc, PowerCommand.OFF)).isEqualTo(PowerState.OFF);
    }

    @Test
    void aWrongPasswordIsNamedAndNotTriedAgain() {
        password = "wrong";
        assertThatExceptionOfType(ActivityFailure.class)
                .isThrownBy(() -> power.read(bmc))
                .havingCause()
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.BMC_REFUSED_CREDENTIAL);
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getOriginalMessage())
                            .contains("m-emulated through REDFISH 127.0.0.1:", "as 'admin': refused with 401");
                });
    }
}
