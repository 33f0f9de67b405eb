package io.metalwright.model.boot;

import io.metalwright.model.network.Ipv4Address;
import java.util.List;

/**
 * How to reach BootOS on a machine: what the agent announced, and what the worker checks against.
 *
 * @param bootId the kernel's boot id: another value is another boot
 * @param hostKeys public host keys made in this boot, in OpenSSH's form
 */
public record AgentAccess(String bootId, Ipv4Address address, int port, List<String> hostKeys) {
    public AgentAccess {
        hostKeys = List.copyOf(hostKeys);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("SSH port " + port + " is no port");
        }
    }
}
