package io.metalwright.api.run;

import io.metalwright.api.machine.MovedBmc;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The passwords of one request: takes them out of a spec and leaves references, so that no run, row or log holds one. Nothing is kept before
 * {@link #keep}.
 */
final class Passwords {
    private static final String REFERENCE = "secret:";
    private static final Pattern USERS = Pattern.compile("/users(?:/(\\d+)(/password)?)?");
    /** Field of a change that has a BMC's. */
    static final String BMC = "/bmc/password";

    private static final int MOST = 128;
    /** An RSA key of 16384 bits in PEM form takes 13,000. */
    private static final int LONGEST_KEY = 16_000;

    private final Cmdb cmdb;
    private final MachineId machine;
    private final String folder;
    private final Map<SecretReference, String> plain = new LinkedHashMap<>();

    Passwords(Cmdb cmdb, MachineId machine) {
        this.cmdb = cmdb;
        this.machine = machine;
        // A request has a folder of its own: a run that is under way keeps the passwords that it was asked for.
        this.folder = REFERENCE + "machine/" + machine + "/";
    }

    /** Of a whole spec: its users', and those by which the run itself logs in. */
    void takeOut(ObjectNode spec) {
        ofUsers(spec.get("users"), "spec.users");
        ofLogin(spec, "spec.");
        if (spec.get("system") instanceof ObjectNode system) {
            ofLogin(system, "spec.system.");
        }
    }

    private void ofLogin(ObjectNode login, String place) {
        ofField(login, place, "password", MOST);
        ofField(login, place, "privateKey", LONGEST_KEY);
    }

    private void ofField(ObjectNode login, String place, String name, int most) {
        var secret = login.get(name);
        if (secret != null) {
            login.set(name, reference(secret, place + name, most));
        }
    }

    /** Of changed fields, named by JSON pointers. */
    void takeOut(Map<String, JsonNode> change) {
        for (var entry : change.entrySet()) {
            if (entry.getKey().equals(BMC)) {
                entry.setValue(ofBmc(entry.getValue()));
                continue;
            }
            var users = USERS.matcher(entry.getKey());
            if (!users.matches()) {
                continue;
            }
            if (users.group(2) != null) {
                entry.setValue(reference(entry.getValue(), "change." + entry.getKey()));
            } else if (users.group(1) != null) {
                ofUser(entry.getValue(), "change." + entry.getKey());
            } else {
                ofUsers(entry.getValue(), "change." + entry.getKey());
            }
        }
    }

    private JsonNode ofBmc(JsonNode password) {
        var field = "change." + BMC;
        check(password, field, MOST);
        if (password.isNull() || isReference(password)) {
            return reference(password, field);
        }
        return kept(MovedBmc.password(machine), password);
    }

    private void ofUsers(@Nullable JsonNode users, String field) {
        if (users != null && users.isArray()) {
            int place = 0;
            for (var user : users) {
                ofUser(user, field + "[" + place++ + "]");
            }
        }
    }

    private void ofUser(JsonNode user, String field) {
        if (user instanceof ObjectNode fields && fields.get("password") != null) {
            fields.set("password", reference(fields.get("password"), field + ".password"));
        }
    }

    /** Whether it is the name of a password that is kept, and not one itself. */
    static boolean isReference(@Nullable JsonNode password) {
        return password != null && password.isString() && password.stringValue().startsWith(REFERENCE);
    }

    private JsonNode reference(JsonNode password, String field) {
        return reference(password, field, MOST);
    }

    private JsonNode reference(JsonNode password, String field, int most) {
        check(password, field, most);
        if (password.isNull()) {
            return password;
        }
        if (isReference(password)) {
            checkOurs(password.stringValue(), field);
            return password;
        }
        var random = new byte[8];
        new SecureRandom().nextBytes(random);
        return kept(SecretReference.of(folder + HexFormat.of().formatHex(random)), password);
    }

    private static void check(JsonNode password, String field, int most) {
        if (!password.isNull()
                && (!password.isString()
                        || password.stringValue().isEmpty()
                        || password.stringValue().length() > most)) {
            throw Problem.invalid(
                    field,
                    "A " + (most == MOST ? "password" : "private key") + " is a text of 1 to " + most + " characters.");
        }
    }

    private JsonNode kept(SecretReference reference, JsonNode password) {
        plain.put(reference, password.stringValue());
        return StringNode.valueOf(reference.value());
    }

    /** Who may start runs may not read other secrets by having them set as a password. */
    private void checkOurs(String text, String field) {
        if (!text.startsWith(folder) || !isKnown(text)) {
            throw Problem.invalid(field, "There is no such password of an earlier run of this machine.")
                    .help("Send the password itself; it is kept sealed, and the run gets a reference.");
        }
    }

    private boolean isKnown(String text) {
        try {
            return cmdb.secrets().find(SecretReference.of(text)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What {@link #keep} keeps. */
    List<String> references() {
        return plain.keySet().stream().map(SecretReference::value).toList();
    }

    void keep() {
        plain.forEach(cmdb.secrets()::put);
    }

    /** Forgets what {@link #keep} kept: nobody will ask for it. */
    void forget() {
        plain.keySet().forEach(cmdb.secrets()::delete);
    }
}
