package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcPrivilege;
import io.metalwright.activities.power.BmcUser;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.GetUserAccess;
import io.metalwright.activities.power.ipmi.wire.GetUserName;
import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import io.metalwright.activities.power.ipmi.wire.SetUserAccess;
import io.metalwright.activities.power.ipmi.wire.SetUserName;
import io.metalwright.activities.power.ipmi.wire.SetUserPassword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The users of a BMC on one channel. */
final class IpmiUsers {
    private static final Map<BmcPrivilege, PrivilegeLevel> LEVELS = Map.of(
            BmcPrivilege.NONE, PrivilegeLevel.NO_ACCESS,
            BmcPrivilege.CALLBACK, PrivilegeLevel.CALLBACK,
            BmcPrivilege.USER, PrivilegeLevel.USER,
            BmcPrivilege.OPERATOR, PrivilegeLevel.OPERATOR,
            BmcPrivilege.ADMINISTRATOR, PrivilegeLevel.ADMINISTRATOR);

    private final Session session;
    private final int channel;

    IpmiUsers(Session session, int channel) {
        this.session = session;
        this.channel = channel;
    }

    List<BmcUser> list() {
        List<BmcUser> users = new ArrayList<>();
        int maximum = session.run(new GetUserAccess(channel, 1)).maximumUsers();
        for (int id = 1; id <= maximum; id++) {
            String name = name(id);
            if (!name.isEmpty()) {
                users.add(user(id, name, session.run(new GetUserAccess(channel, id))));
            }
        }
        return List.copyOf(users);
    }

    void set(int id, BmcCredential credential, BmcPrivilege privilege) {
        PrivilegeLevel level = LEVELS.get(privilege);
        if (level == null) {
            throw new IllegalArgumentException("A user cannot be given the privilege " + privilege);
        }
        // Looked at first: some BMCs refuse a name that they have already, even in its own place.
        if (!name(id).equals(credential.user())) {
            session.run(new SetUserName(id, credential.user()));
        }
        changePassword(id, credential);
        session.run(new SetUserAccess(channel, id, true, true, level));
        session.run(SetUserPassword.enable(id));
    }

    void changePassword(int id, BmcCredential credential) {
        byte[] password = credential.password();
        try {
            session.run(SetUserPassword.set(id, password));
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    void disable(int id) {
        session.run(SetUserPassword.disable(id));
    }

    /** A place without a name is refused by some BMCs (0xCC, or 0xCB on Dell iDRAC), and answered with zeros by others. */
    private String name(int id) {
        try {
            return session.run(new GetUserName(id));
        } catch (BmcFailure.Refused e) {
            if (e.code() == CompletionCode.INSUFFICIENT_PRIVILEGE.value()) {
                throw e;
            }
            return "";
        }
    }

    private static BmcUser user(int id, String name, GetUserAccess.Answer access) {
        boolean login = access.enabled() != GetUserAccess.Enabled.DISABLED && access.ipmiMessaging();
        return new BmcUser(id, name, login, privilege(access.privilege()));
    }

    private static BmcPrivilege privilege(PrivilegeLevel level) {
        return LEVELS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(level))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(BmcPrivilege.OTHER);
    }
}
