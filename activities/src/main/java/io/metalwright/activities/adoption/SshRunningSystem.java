package io.metalwright.activities.adoption;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.shell.Result;
import io.metalwright.activities.shell.SystemShell;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.userauth.UserAuthException;

/** {@link RunningSystem} by SSH, with a script that only reads. */
public final class SshRunningSystem implements RunningSystem {
    private static final String FACTS = script();

    private final SystemShell shell;

    public SshRunningSystem(SecretStore secrets) {
        this.shell = new SystemShell(secrets);
    }

    @Override
    public HostKey hostKey(Ipv4Address address, int port) {
        try {
            return shell.hostKey(address, port);
        } catch (IOException e) {
            throw unreachable("see who answers at " + address + ":" + port, e);
        }
    }

    @Override
    public Found collect(Login login, String hostKey) {
        var doing = "collect facts of the system at " + login.address() + " as " + login.user();
        Result said;
        try {
            said = shell.run(login, hostKey, FACTS);
        } catch (UserAuthException e) {
            // The same secret again would only lock the account.
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    doing + ": the login was refused",
                    "Cancel, and start another run with the right user, password or key.",
                    e);
        } catch (SSHException e) {
            if (e.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE) {
                throw Failures.lasting(
                        FailureTypes.WRONG_MACHINE,
                        doing + ": it shows another host key than before",
                        "Somebody else answers there now. Nobody has logged in; cancel, and look who has the address.",
                        e);
            }
            throw unreachable(doing, e);
        } catch (IOException e) {
            throw unreachable(doing, e);
        }
        return found(doing, said);
    }

    private static Found found(String doing, Result said) {
        if (!said.succeeded()) {
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    doing + ": " + said.complaint(),
                    "Is it a Linux with a POSIX shell? Log in by hand and see.");
        }
        try {
            var facts = ReadFacts.of(said.output());
            if (!facts.isRoot()) {
                throw Failures.lasting(
                        FailureTypes.REFUSED,
                        doing + ": this user is not root and may not use sudo without a password, and only root reads"
                                + " the machine's serial number",
                        "Cancel, and start another run with another user.");
            }
            return facts.found(Instant.now());
        } catch (IllegalArgumentException e) {
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    doing + ": its answer is not understood: " + e.getMessage(),
                    "Does the login shell print something of its own? Then let it be silent without a terminal.",
                    e);
        }
    }

    private static RuntimeException unreachable(String doing, IOException cause) {
        return Failures.mayPass(
                FailureTypes.NOT_DONE,
                doing + ": " + cause.getMessage(),
                "See that the system runs, that its sshd answers, and that the site's worker reaches it.",
                cause);
    }

    private static String script() {
        try (var in = SshRunningSystem.class.getResourceAsStream("facts.sh")) {
            if (in == null) {
                throw new IllegalStateException("facts.sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
