package io.metalwright.workflows.run;

import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person's correction of where a machine's BMC is and who logs in there. It belongs to the machine and not to the wish, so that every kind of run
 * takes it; it stays when the run is over.
 */
final class BmcChange {
    private static final String FOLDER = "/bmc/";
    private static final String ADDRESS = FOLDER + "address";
    private static final String PORT = FOLDER + "port";
    private static final String USER = FOLDER + "user";
    private static final String PASSWORD = FOLDER + "password";
    private static final Set<String> ALL = Set.of(ADDRESS, PORT, USER, PASSWORD);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");
    private static final int LONGEST_USER = 255;

    private final Map<String, Object> fields;

    private BmcChange(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Those of the changed fields that are a BMC's.
     *
     * @throws IllegalArgumentException when one of them cannot be so
     */
    static BmcChange of(Map<String, Object> change) {
        var fields = new LinkedHashMap<>(change);
        fields.keySet().removeIf(field -> !field.startsWith(FOLDER));
        fields.forEach(BmcChange::check);
        return new BmcChange(fields);
    }

    /** The others: a matter of the kind of run. */
    static Map<String, Object> without(Map<String, Object> change) {
        var others = new LinkedHashMap<>(change);
        others.keySet().removeIf(field -> field.startsWith(FOLDER));
        return others;
    }

    private static void check(String field, Object value) {
        if (!ALL.contains(field)) {
            throw new IllegalArgumentException("'" + field + "' is no field of a BMC: there are " + ADDRESS + ", "
                    + PORT + ", " + USER + " and " + PASSWORD);
        }
        switch (field) {
            case PORT -> port(value);
            case PASSWORD -> reference(value);
            case ADDRESS -> {
                if (!HOST.matcher(String.valueOf(value)).matches()) {
                    throw new IllegalArgumentException("'" + ADDRESS + "' is no address or host name: 10.77.1.20");
                }
            }
            default -> {
                if (!(value instanceof String user) || user.isBlank() || user.length() > LONGEST_USER) {
                    throw new IllegalArgumentException(
                            "'" + USER + "' is a name of at most " + LONGEST_USER + " characters");
                }
            }
        }
    }

    private static int port(Object value) {
        try {
            int port = Integer.parseInt(String.valueOf(value));
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("'" + PORT + "' is no port: 1 to 65535");
    }

    private static SecretReference reference(Object value) {
        try {
            return SecretReference.of(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            // Not the value: who says it to Temporal by hand may have meant the password itself.
            throw new IllegalArgumentException("'" + PASSWORD
                    + "' reaches a run as a reference; say it to the API, which keeps the password sealed");
        }
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Enters it in the CMDB. Says what is known of the BMC now. */
    String record(RunRecord run) {
        var machine = run.machine();
        var inventory = Calls.control(Inventory.class);
        var before = machine == null ? null : inventory.find(machine).bmc();
        if (before == null) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    "No BMC of this machine is known that could be corrected.",
                    "Enter its BMC on the machine's page, then retry.");
        }
        var after = over(before);
        inventory.recordBmc(after);
        return "The BMC is " + after.user() + " at " + after.address()
                + (fields.containsKey(PASSWORD) ? ", with another password." : ".");
    }

    private BmcTarget over(BmcTarget before) {
        return new BmcTarget(
                before.machine(),
                before.protocol(),
                String.valueOf(fields.getOrDefault(ADDRESS, before.address())),
                port(fields.getOrDefault(PORT, before.port())),
                String.valueOf(fields.getOrDefault(USER, before.user())),
                reference(fields.getOrDefault(PASSWORD, before.password())));
    }
}
