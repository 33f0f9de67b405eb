package io.metalwright.api.access;

import io.metalwright.cmdb.token.Role;

/**
 * Who asks.
 *
 * @param id of the token
 * @param name what the log and the audit trail call them
 */
public record Caller(String id, String name, Role role) {
    /** Request attribute that holds the caller. */
    public static final String ATTRIBUTE = "io.metalwright.caller";
}
