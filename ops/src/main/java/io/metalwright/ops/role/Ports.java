package io.metalwright.ops.role;

import io.metalwright.activities.power.BmcAddress;

/**
 * Where the boot services of an all-in-one listen, and where its machines do. Real machines leave no choice; simulated ones do, and then no root is
 * needed.
 *
 * @param bmc where BMCs are spoken to, by IPMI over UDP
 * @param systemSsh where installed systems prove their host keys
 */
public record Ports(int dhcp, int tftp, int http, int https, int bmc, int systemSsh) {
    public static final Ports USUAL = new Ports(67, 69, 8090, 8443, BmcAddress.IPMI_PORT, 22);
}
