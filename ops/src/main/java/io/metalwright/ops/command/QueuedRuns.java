package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;

/** Runs that wait for a machine, as they are printed. */
final class QueuedRuns {
    static final Column[] COLUMNS = {
        Column.of("ID", "id"),
        Column.of("KIND", "kind"),
        Column.of("MACHINE", "machineName"),
        Column.of("STATE", "state"),
        Column.of("WHAT", "summary"),
        Column.of("ASKED BY", "requestedBy"),
        Column.of("AT", "askedAt"),
        Column.of("RUN", "run"),
        Column.of("TROUBLE", "trouble")
    };

    private QueuedRuns() {}

    static String path(String machine) {
        return "/machines/" + ApiClient.segment(machine) + "/queue";
    }
}
