package io.metalwright.cmdb.segment;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * An address of a site that a machine holds.
 *
 * @param run the run that holds it until its machine is deployed, or null
 */
public record AddressLease(
        SiteName site,
        Ipv4Address address,
        AddressPurpose purpose,
        MachineId machine,
        @Nullable String run) {}
