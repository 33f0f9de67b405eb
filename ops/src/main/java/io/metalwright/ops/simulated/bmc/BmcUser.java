package io.metalwright.ops.simulated.bmc;

import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import java.util.Arrays;

/**
 * A place in a BMC's table of users.
 *
 * @param name empty for a free place
 * @param password as it was set, without the zeros behind it; in no text of this
 */
record BmcUser(int id, String name, byte[] password, boolean enabled, boolean messaging, PrivilegeLevel privilege) {
    static BmcUser free(int id) {
        return new BmcUser(id, "", new byte[0], false, false, PrivilegeLevel.NO_ACCESS);
    }

    BmcUser named(String newName) {
        return new BmcUser(id, newName, password, enabled, messaging, privilege);
    }

    BmcUser withPassword(byte[] octets) {
        int end = octets.length;
        while (end > 0 && octets[end - 1] == 0) {
            end--;
        }
        return new BmcUser(id, name, Arrays.copyOf(octets, end), enabled, messaging, privilege);
    }

    BmcUser enabled(boolean now) {
        return new BmcUser(id, name, password, now, messaging, privilege);
    }

    BmcUser allowed(boolean newMessaging, PrivilegeLevel newPrivilege) {
        return new BmcUser(id, name, password, enabled, newMessaging, newPrivilege);
    }

    boolean mayLogIn() {
        return !name.isEmpty() && enabled && messaging;
    }

    @Override
    public String toString() {
        return "BmcUser[" + id + " " + name + "]";
    }
}
