package io.metalwright.workflows.steps;

import io.metalwright.model.network.Ipv4Address;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** A second witness that an installed system is up. Queue: {@code site-<name>}. */
@ActivityInterface
public interface InstalledProof {
    /** Speaks SSH with the address until the host key is one of these; says what it saw. */
    @ActivityMethod(name = "ProveSsh")
    String answersSsh(Ipv4Address address, List<String> hostKeys);
}
