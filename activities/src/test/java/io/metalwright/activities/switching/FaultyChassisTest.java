package io.metalwright.activities.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Power;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes of it when BMCs do not do as they say. */
@Timeout(60)
class FaultyChassisTest {
    private static final SwitchingTimes SHORT = new SwitchingTimes(
            Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(5), Duration.ofMillis(5));
    private static final BmcTarget BMC = new BmcTarget(
            MachineId.of("m-simulated"),
            BmcProtocol.IPMI,
            "192.0.2.1",
            623,
            "admin",
            SecretReference.of("secret:bmc/m-simulated"));

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private BmcBroker broker;

    @AfterEach
    void stop() {
        broker.close();
        temporal.close();
    }

    @Test
    void whatIsAlreadySoIsNotPressedAgain() {
        var chassis = new FaultyChassis();
        var power = power(chassis);
        assertThat(power.apply(BMC, PowerCommand.ON)).isEqualTo(PowerState.ON);
        assertThat(power.apply(BMC, PowerCommand.ON)).isEqualTo(PowerState.ON);
        assertThat(chassis.pressed).containsExactly(PowerCommand.ON);
    }

    @Test
    void aCycleIsOffAndOn() {
        var chassis = new FaultyChassis();
        var power = power(chassis);
        power.apply(BMC, PowerCommand.ON);
        power.apply(BMC, PowerCommand.CYCLE);
        assertThat(chassis.pressed).containsExactly(PowerCommand.ON, PowerCommand.OFF, PowerCommand.ON);
    }

    @Test
    void aBmcThatOnlySaysYesIsFoundOut() {
        var deaf = new FaultyChassis.Deaf();
        var power = power(deaf);
        var failure = failureOf(() -> power.apply(BMC, PowerCommand.ON));
        assertThat(failure.getType()).isEqualTo(FailureTypes.NOT_DONE);
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getOriginalMessage()).contains("power on m-simulated", "192.0.2.1", "still reads off");
        assertThat(failureOf(() -> power.bootFromNetwork(BMC, BootMode.BIOS)).getType())
                .isEqualTo(FailureTypes.NOT_DONE);
    }

    @Test
    void aSystemThatDoesNotHeedTheButtonIsNotAskedAgain() {
        var deaf = new FaultyChassis.Deaf();
        deaf.power = PowerState.ON;
        var power = power(deaf);
        var failure = failureOf(() -> power.apply(BMC, PowerCommand.SOFT_OFF));
        assertThat(failure.getType()).isEqualTo(FailureTypes.NOT_DONE);
        assertThat(failure.isNonRetryable()).isTrue();
    }

    @Test
    void aLostAnswerIsMadeUpForByLooking() {
        var mumbling = new FaultyChassis.Mumbling();
        var power = power(mumbling);
        assertThat(power.apply(BMC, PowerCommand.ON)).isEqualTo(PowerState.ON);
        assertThat(power.bootFromNetwork(BMC, BootMode.UEFI)).contains("network, once, UEFI");
        assertThat(mumbling.pressed).containsExactly(PowerCommand.ON, PowerCommand.OFF, PowerCommand.ON);
    }

    @Test
    void aBmcThatIsBusySwitchingIsWaitedFor() {
        assertThat(power(new FaultyChassis.Busy()).apply(BMC, PowerCommand.ON)).isEqualTo(PowerState.ON);
    }

    @Test
    void aBootDeviceThatGoesWithThePowerIsSetAgain() {
        var forgetful = new FaultyChassis.Forgetful();
        forgetful.power = PowerState.ON;
        power(forgetful).bootFromNetwork(BMC, BootMode.BIOS);
        assertThat(forgetful.override.device()).isEqualTo(BootDevice.NETWORK);
        assertThat(forgetful.pressed).containsExactly(PowerCommand.OFF, PowerCommand.ON);
    }

    @Test
    void aRefusedCredentialIsUsedOnce() {
        var locked = new FaultyChassis.Locked();
        var power = power(locked);
        for (int attempt = 1; attempt <= 2; attempt++) {
            var failure = failureOf(() -> power.apply(BMC, PowerCommand.ON));
            assertThat(failure.getType()).isEqualTo(FailureTypes.BMC_REFUSED_CREDENTIAL);
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure).hasMessageNotContaining("correct horse");
        }
        assertThat(locked.logins).isEqualTo(1);
    }

    @Test
    void aPersonsWordAllowsOneMoreLoginAndNotTwo() {
        var locked = new FaultyChassis.Locked();
        var power = power(locked);
        for (var bmc : List.of(BMC, BMC.mended("first"), BMC.mended("first"), BMC)) {
            failureOf(() -> power.apply(bmc, PowerCommand.ON));
        }
        assertThat(locked.logins).isEqualTo(2);
        failureOf(() -> power.apply(BMC.mended("second"), PowerCommand.ON));
        assertThat(locked.logins).isEqualTo(3);
    }

    @Test
    void aBmcThatWasMendedIsSwitchedAfterAPersonsWord() {
        var locked = new FaultyChassis.Locked();
        var power = power(locked);
        failureOf(() -> power.apply(BMC, PowerCommand.ON));
        locked.mended = true;
        failureOf(() -> power.apply(BMC, PowerCommand.ON));
        assertThat(power.apply(BMC.mended("anna retried"), PowerCommand.ON)).isEqualTo(PowerState.ON);
    }

    @Test
    void aBusyBmcIsAskedAgain() {
        int nodeBusy = 0xC0;
        var power = power(new FaultyChassis.Refusing(nodeBusy));
        assertThat(failureOf(() -> power.apply(BMC, PowerCommand.ON)).isNonRetryable())
                .isFalse();
    }

    @Test
    void aBmcThatMayNotIsNotAskedAgain() {
        int insufficientPrivilege = 0xD4;
        var power = power(new FaultyChassis.Refusing(insufficientPrivilege));
        var failure = failureOf(() -> power.apply(BMC, PowerCommand.ON));
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getType()).isEqualTo(FailureTypes.BMC_REFUSED);
    }

    @Test
    void aMachineThatIsOffIsNotReset() {
        var chassis = new FaultyChassis();
        var power = power(chassis);
        var failure = failureOf(() -> power.apply(BMC, PowerCommand.RESET));
        assertThat(failure.getType()).isEqualTo(FailureTypes.REFUSED);
        assertThat(chassis.pressed).isEmpty();
    }

    private Power power(FaultyChassis chassis) {
        broker = new BmcBroker(chassis, BmcBroker.IDLE);
        var visits = new BmcVisits(broker, reference -> Secret.of("correct horse"));
        temporal.registerActivitiesImplementations(new PowerActivity(visits, SHORT));
        return temporal.newActivityStub(Power.class, ActivityTimes.USUAL);
    }

    private static ApplicationFailure failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return (ApplicationFailure)
                catchThrowableOfType(ActivityFailure.class, call).getCause();
    }
}
