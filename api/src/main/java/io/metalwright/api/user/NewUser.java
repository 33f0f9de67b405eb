package io.metalwright.api.user;

import io.metalwright.api.naming.Names;
import io.metalwright.cmdb.token.Role;
import org.jspecify.annotations.Nullable;

/** A person to enter, or to write anew; the name may then be left to the path. */
record NewUser(@Nullable String name, Role role, @Nullable String email) {
    NewUser {
        if (name != null) {
            Names.check(name, "user");
        }
        if (role == null) {
            throw new IllegalArgumentException("'role' is missing: admin, operator or viewer");
        }
        // Whether an address works is told by mail alone; this only catches what was meant for another field.
        if (email != null && !(email.length() <= 254 && email.matches("[^@\\s]+@[^@\\s]+"))) {
            throw new IllegalArgumentException("'email' is no mail address. It reads like ada@example.org");
        }
    }
}
