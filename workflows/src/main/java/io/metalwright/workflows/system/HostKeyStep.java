package io.metalwright.workflows.system;

import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import java.time.Duration;

/** Sees who answers, before any secret is sent there. */
public final class HostKeyStep implements Step {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final SystemDoor door;

    public HostKeyStep(SystemDoor door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "host-key";
    }

    @Override
    public String title() {
        return "See who answers";
    }

    @Override
    public String perform() {
        var login = door.login();
        var shown = door.site(RunningSystem.class, DEADLINE).hostKey(login.address(), login.port());
        var expected = door.expectedKey();
        if (expected != null && !withoutComment(expected).equals(shown.key())) {
            throw StepTrouble.lasting(
                    FailureTypes.WRONG_MACHINE,
                    login.address() + " shows the host key " + shown.key() + " and not the one that was given.",
                    "Nobody has logged in. Is the address right, or was the system installed anew? Cancel, and start another run.");
        }
        door.shown(shown.key());
        return login.address() + " shows " + shown.fingerprint()
                + (expected == null ? "; this key alone is trusted from here on." : ", as was given.");
    }

    private static String withoutComment(String key) {
        var words = key.strip().split("\\s+");
        return words.length < 2 ? key.strip() : words[0] + " " + words[1];
    }

    @Override
    public String advice() {
        return "See that the system runs and its sshd can be reached from the site's worker; then retry.";
    }
}
