package io.metalwright.activities.power;

/**
 * A user of a BMC.
 *
 * @param id its place in the BMC's table, from 1; place 1 is often the nameless user and cannot be renamed
 * @param login whether the user may log in on our channel, as far as the BMC tells
 */
public record BmcUser(int id, String name, boolean login, BmcPrivilege privilege) {}
