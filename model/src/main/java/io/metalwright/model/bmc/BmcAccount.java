package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A user of a BMC.
 *
 * @param id its place in the BMC's table
 * @param login whether the user may log in on our channel, as far as the BMC tells
 * @param privilege such as {@code administrator}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BmcAccount(int id, String name, boolean login, String privilege) {}
