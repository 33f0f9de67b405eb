package io.metalwright.model.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run does. */
public enum RunKind {
    REGISTER("Register"),
    PROVISION("Provision"),
    POWER("Power"),
    INSPECT("Inspect"),
    REINSTALL("Reinstall"),
    RELEASE("Release"),
    CLEAN("Clean"),
    RESCUE("Rescue"),
    ADOPT("Adopt"),
    CAPTURE("Capture"),
    CONVERT("Convert"),
    RUNBOOK("Runbook"),
    /** Another password for its BMC. */
    ROTATE("Rotate");

    private final String workflowType;

    RunKind(String workflowType) {
        this.workflowType = workflowType;
    }

    /** The type under which Temporal knows it. */
    public String workflowType() {
        return workflowType;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
