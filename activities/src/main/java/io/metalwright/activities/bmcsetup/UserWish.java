package io.metalwright.activities.bmcsetup;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.Secret;
import io.metalwright.workflows.steps.FailureTypes;
import java.util.List;
import java.util.Optional;

/** Makes the BMC have a user who may administer it, with a name and a password. Other users stay as they are. */
final class UserWish {
    /** The first place is the nameless user's, and cannot be named (IPMI 2.0 section 22.28). */
    private static final int FIRST_TO_NAME = 2;

    private final InBandBmc bmc;
    private final String place;

    UserWish(InBandBmc bmc, String place) {
        this.bmc = bmc;
        this.place = place;
    }

    /** Whether the BMC says that it has such an administrator; nothing inside it tells his password. */
    boolean isThere(String name) {
        return find(bmc.users(), name).filter(ChannelUser::administers).isPresent();
    }

    void fulfil(String name, Secret password) {
        var users = bmc.users();
        var known = find(users, name);
        int id = known.orElseGet(() -> freePlace(users)).id();
        if (known.isEmpty()) {
            bmc.name(id, name);
        }
        // OpenIPMI's ipmi_sim takes every password for the right one when asked to test it, so it is not asked.
        bmc.setPassword(id, password);
        if (known.filter(ChannelUser::administers).isEmpty()) {
            bmc.makeAdministrator(id);
        }
        if (!bmc.isKnownAsEnabled(id)) {
            bmc.enable(id);
        }
        prove(id, name);
    }

    private void prove(int id, String name) {
        var seen = bmc.users().stream().filter(user -> user.id() == id).findFirst();
        if (seen.filter(user -> user.name().equals(name) && user.administers()).isEmpty()) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "make '" + name + "' an administrator of the BMC of " + place + ": accepted, and it reads "
                            + seen.map(ChannelUser::toString).orElse("no user in place " + id),
                    "Set the user by hand on the BMC's own page, then retry.");
        }
    }

    private ChannelUser freePlace(List<ChannelUser> users) {
        return users.stream()
                .filter(user -> user.id() >= FIRST_TO_NAME && user.isFree())
                .findFirst()
                .orElseThrow(() -> Failures.lasting(
                        FailureTypes.BY_HAND,
                        "make a user in the BMC of " + place + ": all its " + users.size()
                                + " places for users are taken",
                        "Delete a user on the BMC's own page, then retry."));
    }

    private static Optional<ChannelUser> find(List<ChannelUser> users, String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst();
    }
}
