package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody needs to get at a machine from BootOS.
 *
 * @param sshKeys public keys in OpenSSH's form, of those who may log in as root
 */
public record RescueSpec(@Nullable MachineId machine, List<String> sshKeys) implements MachineSpec {
    public RescueSpec {
        sshKeys = sshKeys == null ? List.of() : List.copyOf(sshKeys);
        if (sshKeys.isEmpty()) {
            throw new IllegalArgumentException(
                    "'sshKeys' is missing: the public keys, in OpenSSH's form, of those who shall log in");
        }
        if (!sshKeys.stream().allMatch(UserAccount::isPublicKey)) {
            throw new IllegalArgumentException("'sshKeys' holds a line that is no public key in OpenSSH's form");
        }
    }

    @Override
    public RescueSpec on(MachineId id) {
        return new RescueSpec(id, sshKeys);
    }
}
