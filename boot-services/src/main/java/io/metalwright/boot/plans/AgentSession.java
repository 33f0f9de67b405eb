package io.metalwright.boot.plans;

import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.AgentAccess;

/** An agent that was let in, as it is kept. */
public record AgentSession(Sha256 sum, MacAddress mac, AgentAccess access) {}
