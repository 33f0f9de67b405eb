package io.metalwright.activities.power.ipmi.wire;

/** The answer of a command that answers nothing but its completion code. */
public record Acknowledged() {}
