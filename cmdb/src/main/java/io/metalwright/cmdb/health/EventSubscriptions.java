package io.metalwright.cmdb.health;

import io.metalwright.cmdb.secret.Secrets;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.health.EventSubscription;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which BMCs send their events to us, and the doors of sites that take them. */
@Repository
public final class EventSubscriptions {
    private final JdbcClient database;
    private final Secrets secrets;

    EventSubscriptions(JdbcClient database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    public Optional<EventSubscription> find(BmcTarget bmc) {
        return database.sql(
                        "select * from event_subscription where machine = :machine and address = :address and port = :port")
                .param("machine", bmc.machine().value())
                .param("address", bmc.address())
                .param("port", bmc.port())
                .query(EventSubscriptions::row)
                .optional();
    }

    /** That of the BMC which the machine has now. */
    public Optional<EventSubscription> of(MachineId machine) {
        return database.sql("""
                        select s.* from event_subscription s join machine m on m.id = s.machine
                            and m.bmc_address = s.address and m.bmc_port = s.port where s.machine = :machine""")
                .param("machine", machine.value())
                .query(EventSubscriptions::row)
                .optional();
    }

    /** In place of what was known of this BMC. */
    public void record(SiteName site, EventSubscription subscription) {
        forget(subscription.bmc());
        var bmc = subscription.bmc();
        try {
            database.sql("""
                            insert into event_subscription
                                (machine, site, address, port, bmc_user, bmc_password, link, destination, door, since, trouble)
                            values (:machine, :site, :address, :port, :user, :password, :link, :destination, :door, :since, :trouble)""")
                    .param("machine", bmc.machine().value())
                    .param("site", site.value())
                    .param("address", bmc.address())
                    .param("port", bmc.port())
                    .param("user", bmc.user())
                    .param("password", bmc.password().value())
                    .param("link", subscription.link())
                    .param("destination", subscription.destination())
                    .param("door", subscription.door())
                    .param("since", subscription.since().toEpochMilli())
                    .param("trouble", subscription.trouble() == null ? null : cut(subscription.trouble()))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another worker was there at the same moment: the next look finds which of the two the BMC has.
        }
    }

    public void forget(BmcTarget bmc) {
        database.sql("delete from event_subscription where machine = :machine and address = :address and port = :port")
                .param("machine", bmc.machine().value())
                .param("address", bmc.address())
                .param("port", bmc.port())
                .update();
    }

    public boolean anyOf(MachineId machine) {
        return database.sql("select count(*) from event_subscription where machine = :machine and link is not null")
                        .param("machine", machine.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Under this name the password lies that ends a machine's subscriptions, once the machine itself is gone. */
    public static SecretReference farewell(MachineId machine) {
        return SecretReference.of("secret:farewell/" + machine);
    }

    /** Before the machine's secrets go: what ends its subscriptions is kept until they have ended. */
    public void keepFarewell(MachineId machine, SecretReference password) {
        if (anyOf(machine)) {
            secrets.find(password)
                    .ifPresent(plain -> secrets.put(farewell(machine), new String(plain, StandardCharsets.UTF_8)));
            database.sql("update event_subscription set bmc_password = :password where machine = :machine")
                    .param("machine", machine.value())
                    .param("password", farewell(machine).value())
                    .update();
        }
    }

    /** A subscription that is to end, and since when. */
    public record Ending(EventSubscription subscription, Instant since) {}

    /** Those of BMCs that are no machine's any more, or of a retired one. Who asks first begins their end. */
    public List<Ending> ending(SiteName site) {
        var now = Instant.now().toEpochMilli();
        var machines = """
                (select 1 from machine m where m.id = event_subscription.machine and m.state <> 'retired'
                    and m.bmc_protocol = 'redfish' and m.bmc_address = event_subscription.address
                    and m.bmc_port = event_subscription.port)""";
        database.sql(
                        "update event_subscription set ending_since = :now where site = :site and ending_since is null and not exists "
                                + machines)
                .param("now", now)
                .param("site", site.value())
                .update();
        return database.sql(
                        "select * from event_subscription where site = :site and ending_since is not null and not exists "
                                + machines + " order by id limit 100")
                .param("site", site.value())
                .query((row, number) -> new Ending(row(row, number), Instant.ofEpochMilli(row.getLong("ending_since"))))
                .list();
    }

    /** The door takes events until then. */
    public void open(SiteName site, String door, Instant until) {
        int known = database.sql("update event_door set open_until = :until, site = :site where door = :door")
                .param("until", until.toEpochMilli())
                .param("site", site.value())
                .param("door", door)
                .update();
        if (known == 0) {
            try {
                database.sql("insert into event_door (door, site, open_until) values (:door, :site, :until)")
                        .param("door", door)
                        .param("site", site.value())
                        .param("until", until.toEpochMilli())
                        .update();
            } catch (DuplicateKeyException e) {
                // It is known, and was told the same time a moment ago.
            }
        }
    }

    public boolean isOpen(SiteName site, String door) {
        return database.sql(
                                "select count(*) from event_door where site = :site and door = :door and open_until >= :now")
                        .param("site", site.value())
                        .param("door", door)
                        .param("now", Instant.now().toEpochMilli())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static EventSubscription row(ResultSet row, int number) throws SQLException {
        return new EventSubscription(
                new BmcTarget(
                        MachineId.of(row.getString("machine")),
                        BmcProtocol.REDFISH,
                        row.getString("address"),
                        row.getInt("port"),
                        row.getString("bmc_user"),
                        SecretReference.of(row.getString("bmc_password"))),
                row.getString("link"),
                row.getString("destination"),
                row.getString("door"),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getString("trouble"));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(1000, text.length()));
    }
}
