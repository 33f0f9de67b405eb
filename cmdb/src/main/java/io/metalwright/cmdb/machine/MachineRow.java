package io.metalwright.cmdb.machine;

import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.network.Ipv4Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A machine as a list shows it; its hardware report lies apart.
 *
 * @param bootAddress reserved for it while it is in BootOS
 * @param bootMethod how BootOS comes to it; null: from the network
 * @param address what its installed system has
 */
@Table("machine")
public record MachineRow(
        @Id MachineId id,
        String name,
        SiteName site,
        MachineState state,
        @Nullable String stateReason,
        @Nullable String serial,
        @Nullable String uuid,
        @Nullable String manufacturer,
        @Nullable String product,
        Macs macs,
        @Nullable Ipv4Address bootAddress,
        @Nullable Ipv4Address address,
        @Nullable String hostname,
        @Nullable String image,
        @Nullable String os,
        MachineRole role,
        @Nullable BootMode bootMode,
        @Nullable BootMethod bootMethod,
        Tags tags,
        @Embedded.Nullable(prefix = "bmc_") @Nullable MachineBmc bmc,
        @Embedded.Nullable(prefix = "hw_") @Nullable HardwareSummary summary,
        Instant createdAt,
        Instant updatedAt) {

    /** A machine of which nothing but a port is known. */
    public static MachineRow entered(
            MachineId id, String name, SiteName site, MachineState state, MacAddress mac, Instant now) {
        return new MachineRow(
                id,
                name,
                site,
                state,
                null,
                null,
                null,
                null,
                null,
                Macs.of(mac),
                null,
                null,
                null,
                null,
                null,
                MachineRole.PLAIN,
                null,
                null,
                Tags.NONE,
                null,
                null,
                now,
                now);
    }
}
