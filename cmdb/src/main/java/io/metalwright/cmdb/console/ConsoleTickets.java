package io.metalwright.cmdb.console;

import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tickets to consoles, for browsers and workers alike: used once, within a minute, and kept as sums alone. */
@Repository
public final class ConsoleTickets {
    public static final Duration GOOD_FOR = Duration.ofSeconds(60);
    private static final int OCTETS = 32;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient database;

    ConsoleTickets(JdbcClient database) {
        this.database = database;
    }

    /** The ticket in plain, which is kept nowhere. */
    public String issue(ConsoleTicket ticket) {
        var octets = new byte[OCTETS];
        random.nextBytes(octets);
        var plain = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        var now = Instant.now();
        database.sql("delete from console_ticket where good_until < :now")
                .param("now", now.toEpochMilli())
                .update();
        database.sql("""
                        insert into console_ticket (ticket_sum, machine, purpose, who, good_until)
                            values (:sum, :machine, :purpose, :who, :until)""")
                .param("sum", Sha256.sumOf(plain).hex())
                .param("machine", ticket.machine().value())
                .param("purpose", ticket.purpose().name())
                .param("who", ticket.who())
                .param("until", now.plus(GOOD_FOR).toEpochMilli())
                .update();
        return plain;
    }

    /** What it lets in to; it does so no more. Of two who come with it at once, one is let in. */
    public Optional<ConsoleTicket> redeem(String plain) {
        var sum = Sha256.sumOf(plain).hex();
        var ticket = database.sql(
                        "select machine, purpose, who from console_ticket where ticket_sum = :sum and good_until >= :now")
                .param("sum", sum)
                .param("now", Instant.now().toEpochMilli())
                .query((row, number) -> new ConsoleTicket(
                        MachineId.of(row.getString(1)),
                        ConsoleTicket.Purpose.valueOf(row.getString(2)),
                        row.getString(3)))
                .optional();
        boolean first = database.sql("delete from console_ticket where ticket_sum = :sum")
                        .param("sum", sum)
                        .update()
                > 0;
        return ticket.filter(found -> first);
    }
}
