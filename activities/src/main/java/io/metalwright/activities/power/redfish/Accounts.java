package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcPrivilege;
import io.metalwright.activities.power.BmcUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The users of a BMC (DSP2046, ManagerAccount). A user's place is its number in the list, as ids are any text; iDRAC's sixteen places are all there
 * from the start, elsewhere users are added and removed.
 */
final class Accounts {
    private final RedfishSession session;

    Accounts(RedfishSession session) {
        this.session = session;
    }

    List<BmcUser> list() {
        var users = new ArrayList<BmcUser>();
        var accounts = accounts();
        for (int place = 1; place <= accounts.size(); place++) {
            var account = accounts.get(place - 1);
            if (!account.word("UserName").isBlank()) {
                users.add(new BmcUser(
                        place,
                        account.word("UserName"),
                        account.truth("Enabled").orElse(true)
                                && !account.truth("Locked").orElse(false),
                        privilege(account.word("RoleId"))));
            }
        }
        return List.copyOf(users);
    }

    void set(int place, BmcCredential credential, BmcPrivilege privilege) {
        var role = role(privilege);
        byte[] password = credential.password();
        try {
            var wanted = RedfishSession.object()
                    .put("UserName", credential.user())
                    .put("Password", new String(password, StandardCharsets.UTF_8))
                    .put("RoleId", role)
                    .put("Enabled", true);
            var accounts = accounts();
            if (place <= accounts.size()) {
                session.change("Set user " + place, accounts.get(place - 1), wanted, true);
            } else {
                session.post("Add user '" + credential.user() + "'", collection(), wanted, true);
            }
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /** Alone: several BMCs let nobody change the role or the state of the account that he came in by. */
    void changePassword(int place, BmcCredential credential) {
        byte[] password = credential.password();
        try {
            session.change(
                    "Change the password of user " + place,
                    account("Change the password of", place),
                    RedfishSession.object().put("Password", new String(password, StandardCharsets.UTF_8)),
                    true);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    void disable(int place) {
        session.change(
                "Disable user " + place,
                account("Disable", place),
                RedfishSession.object().put("Enabled", false),
                false);
    }

    private Resource account(String purpose, int place) {
        var accounts = accounts();
        if (place > accounts.size()) {
            throw new BmcFailure.Refused(
                    "ManagerAccount",
                    0,
                    purpose + " user " + place + " of BMC " + session.address() + ": there are only " + accounts.size()
                            + ".");
        }
        return accounts.get(place - 1);
    }

    private List<Resource> accounts() {
        var found = new ArrayList<Resource>();
        for (var link : session.members("List the users", collection())) {
            found.add(session.read("Read a user", link));
        }
        return found;
    }

    private String collection() {
        var service = session.read(
                "Read the account service",
                session.root().link("AccountService").orElse("/redfish/v1/AccountService"));
        return service.link("Accounts")
                .orElseThrow(() -> new BmcFailure.Refused(
                        "AccountService", 0, "List the users of BMC " + session.address() + ": it shows none."));
    }

    private static BmcPrivilege privilege(String role) {
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "administrator" -> BmcPrivilege.ADMINISTRATOR;
            case "operator" -> BmcPrivilege.OPERATOR;
            case "readonly" -> BmcPrivilege.USER;
            case "none", "noaccess" -> BmcPrivilege.NONE;
            default -> BmcPrivilege.OTHER;
        };
    }

    private static String role(BmcPrivilege privilege) {
        return switch (privilege) {
            case ADMINISTRATOR -> "Administrator";
            case OPERATOR -> "Operator";
            case USER -> "ReadOnly";
            case NONE, CALLBACK, OTHER ->
                throw new IllegalArgumentException("A user cannot be given the privilege " + privilege);
        };
    }
}
