package io.metalwright.api.machine;

import io.metalwright.api.access.Caller;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A BMC that is said to be elsewhere, without its password. Who could have us log in at a host of their own would read there the password that
 * is kept. Administrators may: a password that we made up is known to nobody, so it cannot be said again.
 */
public final class MovedBmc {
    private MovedBmc() {}

    /** The name of the password of a BMC that is said to be elsewhere: another than what is kept, and never one that a system is logged in to with. */
    public static SecretReference password(MachineId machine) {
        var random = new byte[8];
        new SecureRandom().nextBytes(random);
        return SecretReference.of("secret:bmc/" + machine + "/" + HexFormat.of().formatHex(random));
    }

    /** @param field in which the password is missed */
    public static void check(Caller caller, String field) {
        if (!caller.role().may(Role.ADMIN)) {
            throw Problem.invalid(field, "The password that is kept is sent to no other address, port or protocol.")
                    .help("Send the BMC's password too; or ask an administrator, who may leave it out.");
        }
    }
}
