package io.metalwright.cmdb.console;

import io.metalwright.model.MachineId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which API process shows a machine's console: one at a time, for as long as it says so again and again. */
@Repository
public final class ConsoleDoors {
    private final JdbcClient database;

    ConsoleDoors(JdbcClient database) {
        this.database = database;
    }

    /** Makes this the machine's door, or keeps it so, unless another's time is not over; says whose it is now. */
    public ConsoleDoor claim(ConsoleDoor door, Instant until) {
        int claimed = database.sql("""
                        update console_door set url = :url, wanted_until = :until
                        where machine = :machine and (url = :url or wanted_until < :now)""")
                .param("url", door.url())
                .param("until", until.toEpochMilli())
                .param("machine", door.machine().value())
                .param("now", Instant.now().toEpochMilli())
                .update();
        if (claimed == 0) {
            try {
                database.sql("insert into console_door (machine, url, wanted_until) values (:machine, :url, :until)")
                        .param("machine", door.machine().value())
                        .param("url", door.url())
                        .param("until", until.toEpochMilli())
                        .update();
            } catch (DuplicateKeyException e) {
                return find(door.machine()).orElse(door);
            }
        }
        return door;
    }

    /** Where somebody wants the machine's console now. */
    public Optional<ConsoleDoor> find(MachineId machine) {
        return database.sql("select url from console_door where machine = :machine and wanted_until >= :now")
                .param("machine", machine.value())
                .param("now", Instant.now().toEpochMilli())
                .query((row, number) -> new ConsoleDoor(machine, row.getString(1)))
                .optional();
    }

    /** Nobody wants it there any more. */
    public void leave(ConsoleDoor door) {
        database.sql("delete from console_door where machine = :machine and url = :url")
                .param("machine", door.machine().value())
                .param("url", door.url())
                .update();
    }
}
