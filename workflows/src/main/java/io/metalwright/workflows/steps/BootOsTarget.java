package io.metalwright.workflows.steps;

import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentAccess;

/**
 * A machine in BootOS, as an activity reaches it by SSH.
 *
 * @param keyName names the key pair that BootOS was told to let in; every worker of the site makes the same pair from this name
 */
public record BootOsTarget(MachineId machine, AgentAccess agent, String keyName) {}
