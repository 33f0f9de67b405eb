package io.metalwright.activities.power;

/** How much a BMC's user may do, least first. */
public enum BmcPrivilege {
    /** No privilege that we know, or a maker's own. */
    OTHER,
    NONE,
    CALLBACK,
    USER,
    OPERATOR,
    ADMINISTRATOR
}
