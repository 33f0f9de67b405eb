package io.metalwright.api.token;

import io.metalwright.cmdb.token.Role;

/** A token to make. */
record NewToken(String name, Role role) {
    NewToken {
        if (name == null
                || name.isBlank()
                || name.length() > 100
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "'name' is missing, or is longer than 100 characters: say whose token it is, and for what");
        }
        name = name.strip();
        if (role == null) {
            throw new IllegalArgumentException("'role' is missing: admin, operator or viewer");
        }
    }
}
