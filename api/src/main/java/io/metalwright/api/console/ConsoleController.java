package io.metalwright.api.console;

import io.metalwright.api.access.AuditFilter;
import io.metalwright.api.access.Caller;
import io.metalwright.api.machine.MachineLookup;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.console.ConsoleTicket;
import io.metalwright.cmdb.console.ConsoleTickets;
import io.metalwright.cmdb.machine.MachineRow;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A machine's console: tickets to it, how it fares, and what was recorded. The console itself is the WebSocket that a ticket names. */
@RestController
@RequestMapping(path = "/api/v1/machines/{machine}/console", produces = "application/json")
class ConsoleController {
    private static final MediaType CAST = MediaType.parseMediaType("application/x-asciicast");

    private final Cmdb cmdb;
    private final MachineLookup machines;
    private final Rooms rooms;
    private final Recordings recordings;

    ConsoleController(Cmdb cmdb, MachineLookup machines, Rooms rooms, Recordings recordings) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.rooms = rooms;
        this.recordings = recordings;
    }

    /**
     * A way in.
     *
     * @param path of the WebSocket, with a ticket that lets in once; with {@code &write=true} after it, to be the one who types if nobody is
     * @param seconds for how long the ticket is good
     */
    record Entrance(String path, long seconds) {}

    record Items<T>(List<T> items) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Entrance openConsole(
            @PathVariable String machine,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request) {
        var row = withBmc(machine);
        AuditFilter.target(request, "console of " + row.name());
        var ticket =
                cmdb.consoleTickets().issue(new ConsoleTicket(row.id(), ConsoleTicket.Purpose.WATCH, caller.name()));
        return new Entrance("/console/watch?ticket=" + ticket, ConsoleTickets.GOOD_FOR.toSeconds());
    }

    /** As this process knows it; closed where nobody watches it here. */
    @GetMapping
    ConsoleState readConsole(@PathVariable String machine) {
        return rooms.open(machines.find(machine).id())
                .map(room -> room.state(null))
                .orElseGet(() -> new ConsoleState("closed", null, null, List.of(), null, false));
    }

    @GetMapping("/recordings")
    Items<Recordings.Entry> listRecordings(@PathVariable String machine) {
        return new Items<>(recordings.of(machines.find(machine).id()));
    }

    /** In asciicast v2, which {@code asciinema play} shows. */
    @GetMapping(path = "/recordings/{name}", produces = "application/x-asciicast")
    ResponseEntity<byte[]> readRecording(@PathVariable String machine, @PathVariable String name) throws IOException {
        var row = machines.find(machine);
        return ResponseEntity.ok()
                .contentType(CAST)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(row.name() + "-" + name)
                                .build()
                                .toString())
                .body(Files.readAllBytes(recordings.find(row.id(), name)));
    }

    /** What was shown, as lines without colours, and where steps of a run began. */
    @GetMapping(path = "/recordings/{name}/text", produces = "text/plain;charset=UTF-8")
    String readRecordingAsText(@PathVariable String machine, @PathVariable String name) throws IOException {
        return RecordedText.of(
                Files.readAllLines(recordings.find(machines.find(machine).id(), name)));
    }

    private MachineRow withBmc(String machine) {
        var row = machines.find(machine);
        if (row.bmc() == null) {
            throw MachineLookup.noBmc(row);
        }
        return row;
    }
}
