package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.notice.NoticeEvent;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.steps.RunJournal;
import io.temporal.activity.Activity;
import java.util.List;

/** {@link RunJournal} in the CMDB. */
public final class CmdbRunJournal implements RunJournal {
    private final Cmdb cmdb;

    public CmdbRunJournal(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public void write(RunView view, long firstLine, List<LogLine> lines) {
        boolean reset = isReset(view);
        // The lines first: who sees the new view finds its lines there.
        if (reset) {
            cmdb.runLogs().replaceFrom(view.id(), firstLine, lines);
        } else {
            cmdb.runLogs().add(view.id(), firstLine, lines);
        }
        if (!reset && NoticeEvent.of(view.state()).isEmpty()) {
            cmdb.runs().write(view, firstLine + lines.size());
            return;
        }
        // Entered beside the row, so that no notice is lost. That it is sent is nothing the run waits for.
        NoticeStart.of(cmdb.atomically(() -> {
            if (reset) {
                cmdb.runs().writeAnew(view, firstLine + lines.size());
            } else {
                cmdb.runs().write(view, firstLine + lines.size());
            }
            return cmdb.announcements().of(view);
        }));
    }

    /** A run is named by its first execution. Another one of it goes on from an earlier point, where somebody has reset it in Temporal. */
    private static boolean isReset(RunView view) {
        return !Activity.getExecutionContext().getInfo().getRunId().equals(view.id());
    }
}
