package io.metalwright.model.notice;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.alert.Alert;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import java.util.List;

/** Of which runs and machines somebody wants to be told what. An empty list leaves nothing out. */
public record Interest(List<NoticeEvent> events, List<RunKind> kinds, List<MachineId> machines, List<SiteName> sites) {
    public Interest {
        events = copy(events);
        kinds = copy(kinds);
        machines = copy(machines);
        sites = copy(sites);
    }

    public boolean isIn(NoticeEvent event, RunView run) {
        return takes(events, event)
                && takes(kinds, run.kind())
                && (machines.isEmpty() || run.machine() != null && machines.contains(run.machine()))
                && (sites.isEmpty() || run.site() != null && sites.contains(run.site()));
    }

    /** Kinds are of runs: who names some and no event wants to hear of those alone. */
    public boolean isIn(NoticeEvent event, Alert alert) {
        return (events.isEmpty() ? kinds.isEmpty() : events.contains(event))
                && takes(machines, alert.machine())
                && takes(sites, alert.site());
    }

    private static <T> boolean takes(List<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
