package io.metalwright.activities.switching;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.Urgency;
import io.metalwright.model.bmc.BrokerState;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Goes to the BMC that a run names: resolves its password, and says failures as runs know them. */
public final class BmcVisits {
    /**
     * A later try may fare better. Of IPMI (2.0 table 5-2): busy, timed out, reservation lost to another reader, no answer now, duplicate, updating, starting, not in this state. Of HTTP:
     * conflict with what is under way, too many requests, and what servers answer that are not well.
     */
    private static final Set<Integer> PASSING =
            Set.of(0xC0, 0xC3, 0xC5, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD5, 408, 409, 425, 429, 500, 502, 503, 504);

    /** IPMI 2.0 table 5-2: this BMC does not know the command. */
    private static final int UNKNOWN_COMMAND = 0xC1;

    private final BmcBroker broker;
    private final SecretStore secrets;
    private final IntendedPasswords intended;

    public BmcVisits(BmcBroker broker, SecretStore secrets) {
        this(broker, secrets, IntendedPasswords.none());
    }

    /** @param intended what BMCs may have instead of what they are known to have */
    public BmcVisits(BmcBroker broker, SecretStore secrets, IntendedPasswords intended) {
        this.broker = broker;
        this.secrets = secrets;
        this.intended = intended;
    }

    /**
     * Does some short work with the BMC. The first visit after a person's word tries a refused credential once more, as the BMC may have been
     * changed to fit it.
     *
     * @throws BmcFailure as the broker does; {@link #failure} turns it into what a run understands
     */
    public <T> T visit(BmcTarget target, Function<Bmc, T> work) {
        return visit(target, Urgency.RUN, work);
    }

    /** As {@link #visit(BmcTarget, Function)}, for somebody who is served sooner or later than a run. */
    public <T> T visit(BmcTarget target, Urgency urgency, Function<Bmc, T> work) {
        var mended = target.mended();
        if (mended != null) {
            broker.mended(address(target), mended);
        }
        return withWhatItHas(target, () -> broker.with(address(target), credential(target), urgency, work));
    }

    /** A BMC that refuses its password may have the one that it was to get: who told it died before that could be kept. */
    private <T> T withWhatItHas(BmcTarget target, Supplier<T> visit) {
        try {
            return visit.get();
        } catch (BmcFailure.CredentialRefused e) {
            if (!hasIntended(target)) {
                throw e;
            }
            return visit.get();
        }
    }

    /** Whether the BMC has the password that it was to get, which then takes the place of the old one. One login, if any. */
    boolean hasIntended(BmcTarget target) {
        var password = intended.find(target);
        if (password.isEmpty()) {
            return false;
        }
        try (var known = password.get()) {
            if (!letsIn(target, known)) {
                return false;
            }
            intended.settle(target, known);
            return true;
        }
    }

    /** Whether the BMC lets its user in with this password: a login of its own, which the broker makes once for each refused password. */
    boolean letsIn(BmcTarget target, Secret password) {
        try (var login = broker.loginApart(address(target), credential(target.user(), password))) {
            login.powerState();
            return true;
        } catch (BmcFailure.CredentialRefused e) {
            return false;
        }
    }

    /** How the BMC fares with those who ask it; it is not asked for that. */
    public BrokerState state(BmcTarget target) {
        return broker.state(address(target));
    }

    /** A login of the caller's own, for what takes long; the caller closes it. */
    public Bmc loginApart(BmcTarget target) {
        return withWhatItHas(target, () -> broker.loginApart(address(target), credential(target)));
    }

    /** Allows one more try of a credential that the BMC refused, because the BMC was changed to fit it. */
    public void clearRefusals(BmcTarget target) {
        broker.clearRefusals(address(target));
    }

    /** @param purpose what was being done, as a message begins: {@code "power on"} */
    public static ApplicationFailure failure(String purpose, BmcTarget target, BmcFailure failure) {
        var message = purpose + " " + target.machine() + " through " + place(target) + ": " + failure.getMessage();
        return switch (failure) {
            case BmcFailure.Unreachable gone ->
                Failures.mayPass(
                        FailureTypes.BMC_UNREACHABLE,
                        message,
                        "See whether the BMC has power and network, and whether the worker reaches its network.",
                        gone);
            case BmcFailure.Nonsense nonsense ->
                Failures.mayPass(
                        FailureTypes.BMC_UNREACHABLE,
                        message,
                        "If it stays so, reset the BMC, or look for newer firmware of it.",
                        nonsense);
            case BmcFailure.CredentialRefused refused ->
                Failures.lasting(
                        FailureTypes.BMC_REFUSED_CREDENTIAL,
                        message,
                        "Correct user and password of the BMC on the machine's page, then retry.",
                        refused);
            case BmcFailure.Stranger stranger ->
                Failures.lasting(
                        FailureTypes.BMC_REFUSED,
                        message,
                        "If the BMC's certificate was exchanged, enter the BMC anew on the machine's page, then retry.",
                        stranger);
            case BmcFailure.LineTaken taken ->
                Failures.mayPass(
                        FailureTypes.BMC_REFUSED,
                        message,
                        "Ask who has the machine's serial line, or take it from them.",
                        taken);
            case BmcFailure.Refused refused ->
                mayPass(refused)
                        ? Failures.mayPass(FailureTypes.BMC_REFUSED, message, "Retry when the BMC is ready.", refused)
                        : Failures.lasting(
                                FailureTypes.BMC_REFUSED,
                                message,
                                "See whether the BMC's user is an administrator, and what the BMC's own page says.",
                                refused);
        };
    }

    /** The same of what a BMC perhaps has no way to do, which runs then pass over. */
    static ApplicationFailure failureOrNoWay(String purpose, BmcTarget target, BmcFailure failure) {
        return failure instanceof BmcFailure.Refused refused
                        && (refused.code() == 0 || refused.code() == UNKNOWN_COMMAND)
                ? Failures.lasting(
                        FailureTypes.BMC_HAS_NO_WAY,
                        purpose + " " + target.machine() + " through " + place(target) + ": " + refused.getMessage(),
                        "Do it by hand, or skip the step.",
                        refused)
                : failure(purpose, target, failure);
    }

    /** Whether the same question may be answered later. */
    public static boolean mayPass(BmcFailure.Refused refused) {
        return PASSING.contains(refused.code());
    }

    /** Where the BMC is, for messages. */
    public static String place(BmcTarget target) {
        return target.protocol().word().toUpperCase(Locale.ROOT) + " " + address(target);
    }

    private static BmcAddress address(BmcTarget target) {
        return new BmcAddress(target.protocol(), target.address(), target.port());
    }

    private BmcCredential credential(BmcTarget target) {
        try (var secret = secrets.resolve(target.password())) {
            return credential(target.user(), secret);
        }
    }

    static BmcCredential credential(String user, Secret password) {
        var octets = password.plain().getBytes(StandardCharsets.UTF_8);
        try {
            return new BmcCredential(user, octets);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
