package io.metalwright.activities.bmcsetup;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.model.MacAddress;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.BmcSetUp;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sets a BMC up from BootOS, then logs in to it over the network as everybody does from now on. */
public final class InBandBmcSetUp implements BmcSetUp {
    /** IPMI 2.0 sections 22.28 and 22.30. A password may have 20 octets there, and not every BMC lets such a one in. */
    private static final int LONGEST = 16;
    /** A BMC that got a new address starts its network anew. */
    private static final Duration MOVES = Duration.ofSeconds(90);
    /** Some BMCs need a moment to know a new password. */
    private static final Duration LEARNS = Duration.ofSeconds(5);

    private final BootOsShells shells;
    private final BmcVisits visits;
    private final SecretStore secrets;
    private final int port;

    public InBandBmcSetUp(BootOsShells shells, BmcVisits visits, SecretStore secrets) {
        this(shells, visits, secrets, BmcAddress.IPMI_PORT);
    }

    /** @param port where the BMC is spoken to from outside; nothing inside it tells */
    public InBandBmcSetUp(BootOsShells shells, BmcVisits visits, SecretStore secrets, int port) {
        this.shells = shells;
        this.visits = visits;
        this.secrets = secrets;
        this.port = port;
    }

    @Override
    public BmcTarget setUp(BootOsTarget target, Wish wish) {
        var pulse = Pulse.ofActivity();
        try (var password = secrets.resolve(wish.password());
                var shell = shells.open(target, pulse)) {
            check(wish.user(), "user name");
            check(password.plain(), "password");
            var inside = InBandBmc.find(shell);
            var address = new LanWish(inside, shell.place()).fulfil(wish);
            var mac = MacAddress.of(inside.lan().text("MAC Address"));
            var bmc = new BmcTarget(
                    target.machine(), BmcProtocol.IPMI, address.value(), port, wish.user(), wish.password());
            var user = new UserWish(inside, shell.place());
            if (user.isThere(wish.user()) && refusal(bmc, mac, pulse).isEmpty()) {
                return bmc;
            }
            user.fulfil(wish.user(), password);
            visits.clearRefusals(bmc);
            if (refusal(bmc, mac, pulse).isPresent()) {
                pause(LEARNS);
                visits.clearRefusals(bmc);
                refusal(bmc, mac, pulse).ifPresent(refusal -> {
                    throw BmcVisits.failure("log in to the BMC of", bmc, refusal);
                });
            }
            return bmc;
        }
    }

    /** Logs in from outside; empty when that works. */
    private Optional<BmcFailure.CredentialRefused> refusal(BmcTarget bmc, MacAddress mac, Runnable pulse) {
        var until = Instant.now().plus(MOVES);
        while (true) {
            pulse.run();
            try {
                refuseAnother(bmc, mac, visits.visit(bmc, Bmc::lan));
                return Optional.empty();
            } catch (BmcFailure.CredentialRefused e) {
                return Optional.of(e);
            } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
                if (Instant.now().isAfter(until)) {
                    throw BmcVisits.failure("reach the BMC of", bmc, e);
                }
                pause(Duration.ofSeconds(1));
            } catch (BmcFailure e) {
                throw BmcVisits.failure("read the network of the BMC of", bmc, e);
            }
        }
    }

    private static void refuseAnother(BmcTarget bmc, MacAddress mac, LanSettings seen) {
        if (!seen.mac().equals(mac)) {
            throw Failures.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "reach the BMC of " + bmc.machine() + " through " + BmcVisits.place(bmc)
                            + ": the BMC there has the MAC " + seen.mac() + ", and the machine's own has " + mac,
                    "Two BMCs have the same address: take it from the other one, then retry.");
        }
    }

    private static void check(String text, String what) {
        int octets = text.getBytes(StandardCharsets.UTF_8).length;
        if (octets == 0 || octets > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    "set up a BMC: its " + what + " has " + octets + " octets or a control character in it",
                    "A BMC takes 1 to " + LONGEST + " octets without control characters.");
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the BMC", e);
        }
    }
}
