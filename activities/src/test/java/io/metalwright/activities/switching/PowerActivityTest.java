package io.metalwright.activities.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.IpmiSimulator;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.Power;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenIPMI's stock ipmi_sim, which forgets what stands beside the boot device. ipmitool is the judge. */
@Timeout(60)
class PowerActivityTest {
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private IpmiSimulator simulator;
    private IpmiLogin ipmi;
    private BmcBroker broker;
    private Power power;
    private BmcTarget bmc;

    @BeforeEach
    void start() throws Exception {
        simulator = IpmiSimulator.start(folder);
        ipmi = IpmiLogin.open(Patience.DEFAULT);
        broker = new BmcBroker(ipmi, BmcBroker.IDLE);
        var password = new String(IpmiSimulator.ADMIN.password(), StandardCharsets.UTF_8);
        temporal.registerActivitiesImplementations(
                new PowerActivity(new BmcVisits(broker, reference -> Secret.of(password))));
        power = temporal.newActivityStub(Power.class, ActivityTimes.USUAL);
        bmc = new BmcTarget(
                MachineId.of("m-simulated"),
                BmcProtocol.IPMI,
                simulator.address().host(),
                simulator.address().port(),
                IpmiSimulator.ADMIN.user(),
                SecretReference.of("secret:bmc/m-simulated"));
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        ipmi.close();
        simulator.close();
        temporal.close();
    }

    @Test
    void powerIsSwitchedAndReadBack() throws Exception {
        assertThat(power.apply(bmc, PowerCommand.ON)).isEqualTo(PowerState.ON);
        assertThat(simulator.ipmitool("chassis", "power", "status")).contains("is on");
        assertThat(power.apply(bmc, PowerCommand.CYCLE)).isEqualTo(PowerState.ON);
        assertThat(simulator.value("pressed")).endsWith("power 1\npower 0\npower 1");
        assertThat(power.apply(bmc, PowerCommand.OFF)).isEqualTo(PowerState.OFF);
        assertThat(simulator.ipmitool("chassis", "power", "status")).contains("is off");
    }

    @Test
    void aMachineBootsFromTheNetworkAlsoWhenTheBmcForgetsTheMarks() throws Exception {
        assertThat(power.bootFromNetwork(bmc, BootMode.UEFI)).contains("network", "not marked valid", "switched on");
        assertThat(simulator.ipmitool("chassis", "bootparam", "get", "5")).contains("Force PXE");
        assertThat(power.bootFromNetwork(bmc, BootMode.UEFI)).contains("switched off and on");
    }

    @Test
    void anOverrideIsTakenBack() throws Exception {
        power.bootFromNetwork(bmc, BootMode.BIOS);
        power.clearBootOverride(bmc, BootMode.BIOS);
        assertThat(simulator.ipmitool("chassis", "bootparam", "get", "5")).contains("No override");
        power.clearBootOverride(bmc, BootMode.BIOS);
    }
}
