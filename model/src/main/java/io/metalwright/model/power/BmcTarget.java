package io.metalwright.model.power;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine's BMC is and how to log in, without the password.
 *
 * @param address host name or address
 * @param port usually the protocol's own
 * @param mended names a person's word that something was mended: a credential that the BMC refused before it may be tried once more; null
 *     where nobody said so
 */
public record BmcTarget(
        MachineId machine,
        BmcProtocol protocol,
        String address,
        int port,
        String user,
        SecretReference password,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mended) {

    public BmcTarget(
            MachineId machine, BmcProtocol protocol, String address, int port, String user, SecretReference password) {
        this(machine, protocol, address, port, user, password, null);
    }

    public BmcTarget mended(String word) {
        return new BmcTarget(machine, protocol, address, port, user, password, word);
    }
}
