package io.metalwright.cmdb.machine;

import io.metalwright.model.hardware.FactSource;
import java.time.Instant;

/** What an inspection found to be other than the one before, in a sentence. */
public record HardwareChange(Instant seenAt, FactSource source, String line) {}
