package io.metalwright.model.plan;

import io.metalwright.model.Sha256;

/** The image that will be written, named by its content. */
public record PlannedImage(String name, Sha256 digest, long sizeBytes, long dataBytes) {}
