package io.metalwright.model.plan;

/** A step that a run will go through, in the order of the plan. */
public record PlannedStep(String name, String title, boolean skippable, boolean destroysData) {}
