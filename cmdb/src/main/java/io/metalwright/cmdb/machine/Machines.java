package io.metalwright.cmdb.machine;

import io.metalwright.cmdb.Json;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.network.Ipv4Address;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The machines. Each change writes only the columns that it is about, since people and runs write side by side. */
@Repository
public final class Machines {
    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    Machines(JdbcAggregateTemplate rows, JdbcClient database, TransactionTemplate transaction) {
        this.rows = rows;
        this.database = database;
        this.transaction = transaction;
    }

    /**
     * Enters a machine with its ports.
     *
     * @throws MacTaken when a port is another machine's
     * @throws NameTaken when the name is another machine's
     */
    public void enter(MachineRow row) {
        transaction.executeWithoutResult(status -> {
            try {
                rows.insert(row);
            } catch (DuplicateKeyException e) {
                throw new NameTaken(row.name(), e);
            }
            claim(row.id(), row.macs().addresses(), 0);
        });
    }

    private void claim(MachineId id, Collection<MacAddress> macs, int place) {
        for (var mac : macs) {
            try {
                database.sql("insert into machine_mac (mac, machine, place) values (:mac, :machine, :place)")
                        .param("mac", mac.value())
                        .param("machine", id.value())
                        .param("place", place++)
                        .update();
            } catch (DuplicateKeyException e) {
                var holder = holderOf(mac).orElseThrow(() -> e);
                if (!holder.equals(id)) {
                    throw new MacTaken(mac, holder);
                }
            }
        }
    }

    private Optional<MachineId> holderOf(MacAddress mac) {
        return database.sql("select machine from machine_mac where mac = :mac")
                .param("mac", mac.value())
                .query(String.class)
                .optional()
                .map(MachineId::of);
    }

    public Optional<MachineRow> find(MachineId id) {
        return Optional.ofNullable(rows.findById(id, MachineRow.class));
    }

    public Optional<MachineRow> find(MacAddress mac) {
        return holderOf(mac).flatMap(this::find);
    }

    public Optional<MachineRow> findByName(String name) {
        return rows.findOne(Query.query(Criteria.where("name").is(name)), MachineRow.class);
    }

    /** The one whose BMC has that address, where there is just one. */
    public Optional<MachineId> findByBmc(SiteName site, String address) {
        var found = database.sql("select id from machine where site = :site and bmc_address = :address limit 2")
                .param("site", site.value())
                .param("address", address)
                .query(String.class)
                .list();
        return found.size() == 1 ? Optional.of(MachineId.of(found.getFirst())) : Optional.empty();
    }

    public Page<MachineRow> search(MachineFilter filter, Pageable page) {
        return rows.findAll(Query.query(filter.criteria()), MachineRow.class, page);
    }

    public boolean anyAt(SiteName site) {
        return rows.exists(Query.query(Criteria.where("site").is(site)), MachineRow.class);
    }

    public Optional<HardwareReport> hardware(MachineId id) {
        return database.sql("select report from machine_hardware where machine = :machine")
                .param("machine", id.value())
                .query(String.class)
                .optional()
                .map(text -> Json.read(text, HardwareReport.class));
    }

    /**
     * Writes a hardware report in place of the last one, and takes its ports in.
     *
     * @throws MacTaken when a port is another machine's
     */
    public void recordHardware(MachineId id, HardwareReport report, Collection<MacAddress> ports) {
        transaction.executeWithoutResult(status -> {
            lock(id);
            var known = find(id).orElseThrow().macs();
            var macs = known.and(ports);
            claim(id, macs.addresses(), 0);
            var summary = HardwareSummary.of(report);
            database.sql("""
                            update machine set macs = :macs, serial = :serial, uuid = :uuid, manufacturer = :manufacturer,
                                product = :product, boot_mode = :bootMode, hw_cores = :cores, hw_memory_bytes = :memory,
                                hw_disks = :disks, hw_disk_bytes = :diskBytes, updated_at = :now where id = :id""")
                    .param("macs", macs.joined())
                    .param("serial", report.system().serial())
                    .param("uuid", report.system().uuid())
                    .param("manufacturer", report.system().manufacturer())
                    .param("product", report.system().product())
                    .param("bootMode", report.bootMode().name())
                    .param("cores", summary.cores())
                    .param("memory", summary.memoryBytes())
                    .param("disks", summary.disks())
                    .param("diskBytes", summary.diskBytes())
                    .param("now", now())
                    .param("id", id.value())
                    .update();
            database.sql("delete from machine_hardware where machine = :machine")
                    .param("machine", id.value())
                    .update();
            database.sql(
                            "insert into machine_hardware (machine, report, collected_at) values (:machine, :report, :collectedAt)")
                    .param("machine", id.value())
                    .param("report", Json.text(report))
                    .param("collectedAt", report.collectedAt().toEpochMilli())
                    .update();
            MachineCapabilities.forget(database, id);
        });
    }

    /**
     * Adds ports to those that the machine has.
     *
     * @throws MacTaken when a port is another machine's
     */
    public void addPorts(MachineId id, Collection<MacAddress> ports) {
        transaction.executeWithoutResult(status -> {
            lock(id);
            var macs = find(id).orElseThrow().macs().and(ports);
            claim(id, macs.addresses(), 0);
            database.sql("update machine set macs = :macs, updated_at = :now where id = :id")
                    .param("macs", macs.joined())
                    .param("now", now())
                    .param("id", id.value())
                    .update();
        });
    }

    /** Makes others who lock the same machine wait until this transaction ends. */
    public void lock(MachineId id) {
        database.sql("select id from machine where id = :id for update")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /** Says whether there is such a machine; the same holds for the changes below. */
    public boolean recordState(MachineId id, MachineState state, @Nullable String reason) {
        return database.sql(
                                "update machine set state = :state, state_reason = :reason, updated_at = :now where id = :id")
                        .param("state", state.word())
                        .param("reason", reason == null ? null : reason.substring(0, Math.min(2000, reason.length())))
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    public boolean recordBmc(MachineId id, @Nullable MachineBmc bmc) {
        return database.sql("""
                                update machine set bmc_protocol = :protocol, bmc_address = :address, bmc_port = :port,
                                    bmc_user = :user, bmc_password = :password, updated_at = :now where id = :id""")
                        .param("protocol", bmc == null ? null : bmc.protocol().word())
                        .param("address", bmc == null ? null : bmc.address())
                        .param("port", bmc == null ? null : bmc.port())
                        .param("user", bmc == null ? null : bmc.user())
                        .param("password", bmc == null ? null : bmc.password().value())
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    public boolean recordBootAddress(MachineId id, Ipv4Address address) {
        return database.sql("update machine set boot_address = :address, updated_at = :now where id = :id")
                        .param("address", address.value())
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    public boolean recordBootMethod(MachineId id, BootMethod method) {
        return database.sql("update machine set boot_method = :method, updated_at = :now where id = :id")
                        .param("method", method.name())
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    /** It holds no system any more. */
    public boolean recordRelease(MachineId id) {
        return database.sql("""
                                update machine set state = :state, state_reason = null, hostname = null, address = null,
                                    image = null, os = null, role = 'plain', updated_at = :now where id = :id""")
                        .param("state", MachineState.AVAILABLE.word())
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    public boolean recordDeployment(
            MachineId id, String hostname, Ipv4Address address, String image, @Nullable String os) {
        return database.sql("""
                                update machine set state = :state, state_reason = null, hostname = :hostname, address = :address,
                                    image = :image, os = :os, role = 'plain', updated_at = :now where id = :id""")
                        .param("state", MachineState.DEPLOYED.word())
                        .param("hostname", hostname)
                        .param("address", address.value())
                        .param("image", image)
                        .param("os", os)
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    /** What its installed system is for. */
    public boolean recordRole(MachineId id, MachineRole role) {
        return database.sql("update machine set role = :role, updated_at = :now where id = :id")
                        .param("role", role.word())
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    /** The machine was taken in with the system that runs on it. */
    public boolean recordAdoption(MachineId id, String hostname, Ipv4Address address, @Nullable String os) {
        return database.sql("""
                                update machine set state = :state, state_reason = null, hostname = :hostname, address = :address,
                                    image = null, os = :os, role = 'plain', updated_at = :now where id = :id""")
                        .param("state", MachineState.ADOPTED.word())
                        .param("hostname", hostname)
                        .param("address", address.value())
                        .param("os", os)
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    /**
     * Its runs are found by its new name too.
     *
     * @throws NameTaken when the name is another machine's
     */
    public boolean rename(MachineId id, String name) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            try {
                boolean there = database.sql("update machine set name = :name, updated_at = :now where id = :id")
                                .param("name", name)
                                .param("now", now())
                                .param("id", id.value())
                                .update()
                        > 0;
                database.sql("update run set machine_name = :name, revision = revision + 1 where machine = :id")
                        .param("name", name)
                        .param("id", id.value())
                        .update();
                return there;
            } catch (DuplicateKeyException e) {
                throw new NameTaken(name, e);
            }
        }));
    }

    public boolean tag(MachineId id, Tags tags) {
        return database.sql("update machine set tags = :tags, updated_at = :now where id = :id")
                        .param("tags", tags.json())
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    /** Forgets it with its ports, its report and the addresses it held. */
    public boolean delete(MachineId id) {
        return database.sql("delete from machine where id = :id")
                        .param("id", id.value())
                        .update()
                > 0;
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }
}
