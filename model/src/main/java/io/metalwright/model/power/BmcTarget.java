package io.metalwright.model.power;

import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;

/**
 * Where a machine's BMC is and how to log in, without the password.
 *
 * @param address host name or address
 * @param port UDP port for IPMI, 623 by the specification
 */
public record BmcTarget(
        MachineId machine, BmcProtocol protocol, String address, int port, String user, SecretReference password) {}
