package io.metalwright.model.plan;

/** How one disk is erased. */
public record PlannedErasure(PlannedDisk disk, EraseMethod method) {}
