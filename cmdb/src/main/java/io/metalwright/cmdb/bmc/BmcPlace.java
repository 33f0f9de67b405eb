package io.metalwright.cmdb.bmc;

import io.metalwright.model.power.BmcProtocol;

/** Where a BMC listens, and for what. */
public record BmcPlace(BmcProtocol protocol, String address, int port) {}
