package io.metalwright.cmdb.run;

import io.metalwright.model.run.LogLine;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The logs of runs. A line has a number, so that it is there once however often it is written. */
@Repository
public final class RunLogs {
    private final JdbcClient database;

    RunLogs(JdbcClient database) {
        this.database = database;
    }

    public void add(String run, long firstLine, List<LogLine> lines) {
        long next = firstLine;
        for (var line : lines) {
            try {
                database.sql(
                                "insert into run_log (run, line, written_at, step, who, words) values (:run, :line, :at, :step, :who, :words)")
                        .param("run", run)
                        .param("line", next++)
                        .param("at", line.at().toEpochMilli())
                        .param("step", line.step())
                        .param("who", line.who())
                        .param("words", line.text())
                        .update();
            } catch (DuplicateKeyException e) {
                // Written by an earlier attempt of the same activity.
                continue;
            }
        }
    }

    /** What was written from this line on did not stay true: the run was taken back to there. */
    public void replaceFrom(String run, long firstLine, List<LogLine> lines) {
        database.sql("delete from run_log where run = :run and line >= :first")
                .param("run", run)
                .param("first", firstLine)
                .update();
        add(run, firstLine, lines);
    }

    public List<NumberedLine> from(String run, long firstLine, int most) {
        return database.sql(
                        "select line, written_at, step, who, words from run_log where run = :run and line >= :from order by line limit :most")
                .param("run", run)
                .param("from", firstLine)
                .param("most", most)
                .query((row, number) -> new NumberedLine(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }
}
