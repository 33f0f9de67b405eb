package io.metalwright.activities.power.ipmi.wire;

/** What an event, or a state that holds, says, and how bad it is. */
public record EventMeaning(Severity severity, String words) {
    /** As grave as what the specification's words tell; the machine may be well for all that. */
    public enum Severity {
        NONE,
        WARNING,
        CRITICAL
    }
}
