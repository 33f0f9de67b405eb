package io.metalwright.model.boot;

/** What boot-services know of a machine's agent at one moment. */
public enum AgentPresence {
    /** It was heard a short while ago. */
    UP,
    /** It may be up: it was there before its plan changed, or before boot-services began to listen. */
    UNSURE,
    /** Nobody was heard for as long as an agent may be silent. */
    ABSENT
}
