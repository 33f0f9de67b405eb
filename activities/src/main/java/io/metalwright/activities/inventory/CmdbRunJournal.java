package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.steps.RunJournal;
import java.util.List;

/** {@link RunJournal} in the CMDB. */
public final class CmdbRunJournal implements RunJournal {
    private final Cmdb cmdb;

    public CmdbRunJournal(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public void write(RunView view, long firstLine, List<LogLine> lines) {
        // The lines first: who sees the new view finds its lines there.
        cmdb.runLogs().add(view.id(), firstLine, lines);
        // Notices lie beside the row before the run goes on, so that none is lost; sending them is nothing that it
        // waits
        // for.
        NoticeStart.of(cmdb.atomically(() -> {
            cmdb.runs().write(view, firstLine + lines.size());
            return cmdb.announcements().of(view);
        }));
    }
}
