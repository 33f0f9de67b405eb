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

/** {@link RunningSystem} by SSH, with a script that only reads. */
public final class SshRunningSystem implements RunningSystem {
    private static final String FACTS = script();

    private final SystemShell shell;
    private final SystemVisit visit;

    public SshRunningSystem(SecretStore secrets) {
        this.shell = new SystemShell(secrets);
        this.visit = new SystemVisit(secrets);
    }

    @Override
    public HostKey hostKey(Ipv4Address address, int port) {
        try {
            return shell.hostKey(address, port);
        } catch (IOException e) {
            throw SystemVisit.unreachable("see who answers at " + address + ":" + port, e);
        }
    }

    @Override
    public Found collect(Login login, String hostKey) {
        var doing = "collect facts of the system at " + login.address() + " as " + login.user();
        return found(doing, visit.run(doing, login, hostKey, FACTS));
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
