package io.metalwright.activities.imaging;

import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import java.time.Duration;
import java.util.Optional;

/**
 * A job of BootOS that outlives the connection that started it: a folder with what is to be done, how far it is, and who is at it
 * (docs/contracts.md, section 3).
 */
final class BootOsJob {
    private final BootOsShell shell;
    private final String folder;
    private final String program;
    private final String name;

    /**
     * @param program takes the folder as its argument
     * @param name for people: {@code image writer}
     */
    BootOsJob(BootOsShell shell, String folder, String program, String name) {
        this.shell = shell;
        this.folder = folder;
        this.program = program;
        this.name = name;
    }

    /**
     * What can be seen of a job.
     *
     * @param alive whether its program runs
     * @param progress the JSON that it wrote last, blank before the first
     */
    record Seen(boolean alive, String progress) {}

    /** Empty when no job was handed over in this boot. */
    Optional<Seen> seen() {
        return seenWithin(Duration.ZERO);
    }

    /**
     * The same, once the program has ended or a while has passed. To be asked only of a job that was started: its program holds a lock as long as it
     * lives, and this takes the lock when it is free.
     */
    Optional<Seen> seenWithin(Duration wait) {
        var seen = shell.demand("look after the " + name, Command.script("""
                        [ -e "$1/job.json" ] || exit 0
                        [ "$2" -eq 0 ] || timeout "$2" flock "$1/lock" true
                        alive=false
                        { read -r pid < "$1/pid" && kill -0 "$pid"; } 2> /dev/null && alive=true
                        # Read last: what was written since it was seen dead is its last word.
                        printf '%s\\n' "$alive"
                        cat "$1/progress.json" 2> /dev/null || :
                        """, folder, Long.toString(wait.toSeconds())));
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        var lines = seen.split("\n", 2);
        return Optional.of(new Seen(lines[0].equals("true"), lines[1]));
    }

    /** @param purpose as a message begins: {@code "hand over the job of writing …"} */
    void handOver(String purpose, String json) {
        // It may hold a token.
        var words = "umask 077 && mkdir -p \"$1\" && cat > \"$1/job.new\" && mv \"$1/job.new\" \"$1/job.json\"";
        shell.demand(purpose, Command.of("sh", "-c", words, "sh", folder).reading(json));
    }

    /** Starts it, or goes on with one that ended; not to be called where it runs. */
    void start() {
        shell.demand("start the " + name, Command.script("""
                        rm -f "$1/pid"
                        # How far it was stays known, and its last word is not taken for that of the one which starts now.
                        [ ! -e "$1/progress.json" ] || sed -i 's/"state":"failed"/"state":"running"/' "$1/progress.json"
                        setsid %s "$1" > "$1/log" 2>&1 < /dev/null &
                        # It is seen alive only once it wrote its pid.
                        tries=0
                        while [ ! -s "$1/pid" ] && [ "$tries" -lt 500 ]; do sleep 0.02; tries=$((tries + 1)); done
                        """.formatted(program), folder));
    }

    /** The end of what it said besides its progress. */
    String log() {
        return shell.run(Command.of("tail", "-c", "500", folder + "/log")).complaint();
    }

    void forget() {
        shell.run(Command.of("rm", "-rf", folder));
    }
}
