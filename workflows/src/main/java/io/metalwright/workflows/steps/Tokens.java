package io.metalwright.workflows.steps;

import io.metalwright.model.Sha256;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** One-time tokens that workers make from a name, so that no history holds one. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Tokens {
    /** SHA-256 of the token that this name stands for: what boot-services compare with. */
    @ActivityMethod(name = "TokenSum")
    Sha256 sumOf(String tokenName);
}
