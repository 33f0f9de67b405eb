package io.metalwright.workflows.adopt;

import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import java.time.Duration;

/** Sees who answers, before any secret is sent there. */
final class HostKeyStep implements Step {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final AdoptRun run;

    HostKeyStep(AdoptRun run) {
        this.run = run;
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
        var spec = run.spec;
        var shown = run.site(RunningSystem.class, DEADLINE).hostKey(spec.address(), spec.portOrStandard());
        if (spec.hostKey() != null && !withoutComment(spec.hostKey()).equals(shown.key())) {
            throw StepTrouble.lasting(
                    FailureTypes.WRONG_MACHINE,
                    spec.address() + " shows the host key " + shown.key() + " and not the one that was given.",
                    "Nobody has logged in. Is the address right, or was the system installed anew? Cancel, and start another run.");
        }
        run.pinned(shown.key());
        return spec.address() + " shows " + shown.fingerprint()
                + (spec.hostKey() == null ? "; this key alone is trusted from here on." : ", as was given.");
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
