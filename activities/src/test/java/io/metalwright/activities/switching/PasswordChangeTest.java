package io.metalwright.activities.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.inventory.CmdbIntendedPasswords;
import io.metalwright.activities.inventory.CmdbSecrets;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcLogin;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.IpmiSimulator;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenIPMI's ipmi_sim and a real CMDB. ipmitool is the judge. */
@Timeout(120)
class PasswordChangeTest {
    private static final MachineId MACHINE = MachineId.of("m-00000001");
    private static final SecretReference PASSWORD = SecretReference.of("secret:bmc/" + MACHINE);
    private static final BmcCareTimes TIMES = new BmcCareTimes(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofMillis(10));

    @TempDir
    Path folder;

    private Cmdb cmdb;
    private IpmiSimulator simulator;
    private IpmiLogin ipmi;
    private CmdbSecrets secrets;
    private IntendedPasswords intended;
    private BmcTarget bmc;
    private final Map<BmcCredential, Integer> refused = new HashMap<>();
    private final List<BmcBroker> brokers = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        simulator = IpmiSimulator.start(Files.createDirectory(folder.resolve("bmc")));
        ipmi = IpmiLogin.open(Patience.DEFAULT);
        cmdb = Cmdb.open(CmdbSettings.embedded(folder.resolve("cmdb")));
        cmdb.machines()
                .enter(MachineRow.entered(
                        MACHINE,
                        "web1",
                        SiteName.of("default"),
                        MachineState.DISCOVERED,
                        MacAddress.of("52:54:00:00:00:01"),
                        Instant.now()));
        secrets = new CmdbSecrets(cmdb);
        intended = new CmdbIntendedPasswords(cmdb);
        cmdb.secrets().put(PASSWORD, "factory-secret");
        bmc = new BmcTarget(
                MACHINE,
                BmcProtocol.IPMI,
                simulator.address().host(),
                simulator.address().port(),
                IpmiSimulator.ADMIN.user(),
                PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        brokers.forEach(BmcBroker::close);
        ipmi.close();
        simulator.close();
        cmdb.close();
    }

    /** As a worker that has just been started. */
    private BmcVisits visits(IntendedPasswords passwords, BmcLogin login) {
        var broker = new BmcBroker(
                (address, credential) -> {
                    try {
                        return login.login(address, credential);
                    } catch (BmcFailure.CredentialRefused e) {
                        refused.merge(credential, 1, Integer::sum);
                        throw e;
                    }
                },
                BmcBroker.IDLE);
        brokers.add(broker);
        return new BmcVisits(broker, secrets, passwords);
    }

    private String change(IntendedPasswords passwords, BmcLogin login) {
        return new BmcCareActivity(visits(passwords, login), passwords, TIMES).changePassword(bmc);
    }

    private BmcCredential kept() {
        try (var password = secrets.resolve(PASSWORD)) {
            return BmcCredential.of("admin", password.plain());
        }
    }

    @Test
    void theNewPasswordLetsInAndTheOldOneIsRefused() throws Exception {
        assertThat(change(intended, ipmi)).contains("'admin'", "a new password");
        assertThat(kept()).isNotEqualTo(IpmiSimulator.ADMIN);
        assertThat(kept().password()).hasSize(16);
        assertThat(simulator.ipmitool(kept(), "chassis", "power", "status")).contains("is off");
        assertThatThrownBy(() -> simulator.ipmitool(IpmiSimulator.ADMIN, "chassis", "power", "status"))
                .hasMessageContaining("Unable to establish");
        assertThat(refused).isEmpty();
        assertThat(intended.find(bmc)).isEmpty();
    }

    @Test
    void eachChangeIsToAnotherPassword() throws Exception {
        change(intended, ipmi);
        var first = kept();
        change(intended, ipmi);
        assertThat(kept()).isNotEqualTo(first);
        assertThat(simulator.ipmitool(kept(), "chassis", "power", "status")).contains("is off");
    }

    @Test
    void whoComesAfterADeathFindsOutThatTheBmcHasTheNewPassword() {
        assertThatExceptionOfType(Death.class).isThrownBy(() -> change(new DyingBeforeSettling(), ipmi));
        assertThat(kept()).isEqualTo(IpmiSimulator.ADMIN);

        // Whoever asks the BMC next mends it, a poll as well as a run.
        assertThat(visits(intended, ipmi).visit(bmc, Bmc::powerState)).isEqualTo(PowerState.OFF);
        assertThat(kept()).isNotEqualTo(IpmiSimulator.ADMIN);
        assertThat(intended.find(bmc)).isEmpty();
        assertThat(refused).isEqualTo(Map.of(IpmiSimulator.ADMIN, 1));
    }

    @Test
    void aChangeThatDiedAfterTheBmcTookItIsOnlyKept() {
        assertThatExceptionOfType(Death.class).isThrownBy(() -> change(new DyingBeforeSettling(), ipmi));
        change(intended, ipmi);
        assertThat(visits(intended, ipmi).visit(bmc, Bmc::powerState)).isEqualTo(PowerState.OFF);
        assertThat(refused).isEmpty();
    }

    @Test
    void aChangeThatDiedBeforeTheBmcHeardOfItCostsOneRefusedLogin() throws Exception {
        assertThatExceptionOfType(Death.class).isThrownBy(() -> change(intended, dyingBeforeTelling()));
        var never = intendedCredential();
        change(intended, ipmi);
        assertThat(kept()).isNotEqualTo(never).isNotEqualTo(IpmiSimulator.ADMIN);
        assertThat(simulator.ipmitool(kept(), "chassis", "power", "status")).contains("is off");
        assertThat(refused).isEqualTo(Map.of(never, 1));
    }

    @Test
    void aBmcThatTakesAPasswordAndDoesNotHeedItIsAskedTwiceAndKeepsTheOldOne() {
        assertThatExceptionOfType(ApplicationFailure.class)
                .isThrownBy(() -> change(intended, forgetful()))
                .satisfies(failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.NOT_DONE);
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.toString()).doesNotContain(plain(intendedCredential()));
                });
        assertThat(refused).isEqualTo(Map.of(intendedCredential(), 2));
        assertThat(visits(intended, ipmi).visit(bmc, Bmc::powerState)).isEqualTo(PowerState.OFF);
        assertThat(kept()).isEqualTo(IpmiSimulator.ADMIN);
    }

    @Test
    void whatSomebodyElseIntendedMeanwhileIsNotOverwritten() {
        try (var mine = intended.intend(bmc);
                var theirs = intended.intend(bmc)) {
            assertThatExceptionOfType(ApplicationFailure.class)
                    .isThrownBy(() -> intended.settle(bmc, mine))
                    .withMessageContaining("another one was intended");
            intended.settle(bmc, theirs);
            intended.settle(bmc, theirs);
            assertThat(kept()).isEqualTo(BmcCredential.of("admin", theirs.plain()));
        }
    }

    private BmcCredential intendedCredential() {
        try (var password = intended.find(bmc).orElseThrow()) {
            return BmcCredential.of("admin", password.plain());
        }
    }

    private static String plain(BmcCredential credential) {
        return new String(credential.password(), StandardCharsets.UTF_8);
    }

    /** Stands for a kill: nothing after it is done, and nobody catches it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class DyingBeforeSettling implements IntendedPasswords {
        @Override
        public Optional<Secret> find(BmcTarget target) {
            return intended.find(target);
        }

        @Override
        public Secret intend(BmcTarget target) {
            return intended.intend(target);
        }

        @Override
        public void settle(BmcTarget target, Secret proven) {
            throw new Death();
        }
    }

    private BmcLogin dyingBeforeTelling() {
        return (address, credential) -> new ForwardingBmc(ipmi.login(address, credential)) {
            @Override
            public void changePassword(int id, BmcCredential wanted) {
                throw new Death();
            }
        };
    }

    private BmcLogin forgetful() {
        return (BmcAddress address, BmcCredential credential) -> new ForwardingBmc(ipmi.login(address, credential)) {
            @Override
            public void changePassword(int id, BmcCredential wanted) {}
        };
    }
}
