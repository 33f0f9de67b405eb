package io.metalwright.workflows.provision;

import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.OsInstallation;
import java.time.Duration;

/** Runs the operator's script in the installed system and keeps what it printed. */
final class PostInstallStep extends DeviceStep {
    private static final Duration DEADLINE = Duration.ofHours(1);
    private final String script;

    PostInstallStep(ProvisionRun run, String script) {
        super(run, "post-install", "Run the post-install script");
        this.script = script;
    }

    @Override
    public String perform() {
        var current = run.spec().postInstall();
        var result = site(OsInstallation.class, DEADLINE)
                .runScript(run.target(), device(), current == null ? script : current);
        run.record.log(name(), null, result.output());
        if (result.exitStatus() != 0) {
            throw StepTrouble.lasting(
                    FailureTypes.SCRIPT_FAILED,
                    "The post-install script ended with status " + result.exitStatus() + ". It printed: "
                            + tail(result.output()),
                    "Retry with a change of /postInstall, or skip it.");
        }
        return "The script ended with status 0.";
    }

    private static String tail(String output) {
        return output.length() <= 400 ? output : "… " + output.substring(output.length() - 400);
    }

    @Override
    public boolean skippable() {
        return true;
    }
}
