package io.metalwright.cmdb.segment;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Who holds which address. The primary key (site, address) is what keeps two machines from one address. */
@Repository
public final class Addresses {
    private static final RowMapper<AddressLease> LEASE = (row, number) -> new AddressLease(
            SiteName.of(row.getString("site")),
            Ipv4Address.of(row.getString("address")),
            AddressPurpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
            MachineId.of(row.getString("machine")),
            row.getString("run"));

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    Addresses(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    public Optional<AddressLease> holder(SiteName site, Ipv4Address address) {
        return database.sql("select * from address_lease where site = :site and address = :address")
                .param("site", site.value())
                .param("address", address.value())
                .query(LEASE)
                .optional();
    }

    public Optional<AddressLease> heldBy(MachineId machine, AddressPurpose purpose) {
        return database.sql(
                        "select * from address_lease where machine = :machine and purpose = :purpose order by held_at limit 1")
                .param("machine", machine.value())
                .param("purpose", purpose.word())
                .query(LEASE)
                .optional();
    }

    /** Holds this very address. Empty when it is now the machine's (also when it was before), else who has it. */
    public Optional<AddressLease> hold(
            SiteName site, Ipv4Address address, AddressPurpose purpose, MachineId machine, @Nullable String run) {
        return insert(site, address, purpose, machine, run)
                ? Optional.empty()
                : holder(site, address).filter(lease -> !lease.machine().equals(machine));
    }

    /**
     * Holds the first address of a range that is free, and neither the network's own nor one of those named.
     *
     * @return empty when the range is full
     */
    public Optional<Ipv4Address> allot(
            SiteName site,
            Cidr network,
            AddressRange range,
            Set<Ipv4Address> except,
            AddressPurpose purpose,
            MachineId machine) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // One caller at a time for a site: the others wait here, and then read what this one took.
            database.sql("select name from site where name = :site for update")
                    .param("site", site.value())
                    .query(String.class)
                    .single();
            var taken = taken(site);
            taken.addAll(except);
            taken.add(network.network());
            taken.add(network.broadcast());
            var address = range.first();
            for (long left = range.size(); left > 0; left--, address = address.next()) {
                if (!taken.contains(address) && insert(site, address, purpose, machine, null)) {
                    return Optional.of(address);
                }
            }
            return Optional.<Ipv4Address>empty();
        }));
    }

    private Set<Ipv4Address> taken(SiteName site) {
        return new HashSet<>(database.sql("select address from address_lease where site = :site")
                .param("site", site.value())
                .query((row, number) -> Ipv4Address.of(row.getString(1)))
                .list());
    }

    private boolean insert(
            SiteName site, Ipv4Address address, AddressPurpose purpose, MachineId machine, @Nullable String run) {
        try {
            database.sql("""
                            insert into address_lease (site, address, purpose, machine, run, held_at)
                            values (:site, :address, :purpose, :machine, :run, :now)""")
                    .param("site", site.value())
                    .param("address", address.value())
                    .param("purpose", purpose.word())
                    .param("machine", machine.value())
                    .param("run", run)
                    .param("now", Instant.now().toEpochMilli())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Gives back what a machine's runs held and did not deploy. A machine has one run at a time, so they are this run's. */
    public void releaseUndeployed(MachineId machine) {
        database.sql("delete from address_lease where machine = :machine and run is not null")
                .param("machine", machine.value())
                .update();
    }

    /** Gives back what a machine held for a purpose, except this address, which from now on is held by no run. */
    public void keepOnly(MachineId machine, AddressPurpose purpose, Ipv4Address address) {
        database.sql(
                        "delete from address_lease where machine = :machine and purpose = :purpose and address <> :address")
                .param("machine", machine.value())
                .param("purpose", purpose.word())
                .param("address", address.value())
                .update();
        database.sql("update address_lease set run = null where machine = :machine and address = :address")
                .param("machine", machine.value())
                .param("address", address.value())
                .update();
    }

    /**
     * Has a machine boot at an address that it holds, and gives back where it booted before, except what its system has. While a run has the
     * machine that address is left to the run, which may yet deploy it.
     *
     * @param system address of the system that is installed
     */
    public void bootAt(Ipv4Address address, MachineId machine, @Nullable Ipv4Address system, @Nullable String run) {
        database.sql(
                        "update address_lease set purpose = 'boot', run = null where machine = :machine and address = :address")
                .param("machine", machine.value())
                .param("address", address.value())
                .update();
        if (system != null && !system.equals(address)) {
            database.sql("update address_lease set purpose = 'system' where machine = :machine and address = :system")
                    .param("machine", machine.value())
                    .param("system", system.value())
                    .update();
        }
        if (run != null) {
            database.sql("""
                            update address_lease set purpose = 'system', run = :run
                            where machine = :machine and purpose = 'boot' and address <> :address""")
                    .param("run", run)
                    .param("machine", machine.value())
                    .param("address", address.value())
                    .update();
        }
        database.sql("delete from address_lease where machine = :machine and purpose = 'boot' and address <> :address")
                .param("machine", machine.value())
                .param("address", address.value())
                .update();
    }

    /** Gives back all that a machine holds for a purpose. */
    public void release(MachineId machine, AddressPurpose purpose) {
        database.sql("delete from address_lease where machine = :machine and purpose = :purpose")
                .param("machine", machine.value())
                .param("purpose", purpose.word())
                .update();
    }
}
