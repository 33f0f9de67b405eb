package io.metalwright.activities.imaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.image.ImageManifest;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;

/** The image reader of BootOS: a job that outlives the connection that started it. */
final class ImageReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BootOsShell shell;
    private final Disk disk;
    private final String folder;

    ImageReader(BootOsShell shell, Disk disk, String folder) {
        this.shell = shell;
        this.disk = disk;
        this.folder = folder;
    }

    /** What the reader says, if it was started in this boot. It is failed too when it ended without a word. */
    Optional<ReaderProgress> progress() {
        var seen = shell.demand("look after the image reader", Command.script("""
                        [ -e "$1/job.json" ] || exit 0
                        alive=false
                        { read -r pid < "$1/pid" && kill -0 "$pid"; } 2> /dev/null && alive=true
                        # Read last: what was written since it was seen dead is its last word.
                        printf '%s\\n' "$alive"
                        cat "$1/progress.json" 2> /dev/null || :
                        """, folder));
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        var lines = seen.split("\n", 2);
        var progress = lines[1].isBlank()
                ? new ReaderProgress(WriterProgress.State.RUNNING, 0, 0, 0, 0, 0, 0, null)
                : ReaderProgress.parse(lines[1]);
        return Optional.of(
                progress.state() == WriterProgress.State.RUNNING && lines[0].equals("false")
                        ? progress.ended("the reader ended without a word: " + log())
                        : progress);
    }

    /** The lines of chunks behind this byte of the disk that were kept in this boot. */
    String keptFrom(long offset) {
        return shell.demand(
                "see which chunks were kept",
                Command.script(
                        "[ ! -e \"$1/chunks\" ] || awk -v from=\"$2\" 'NF == 4 && $1 + 0 >= from + 0' \"$1/chunks\" | head -n 500",
                        folder,
                        Long.toString(offset)));
    }

    /** @param from the first byte that is not kept yet */
    void prepare(long from, Secret token) {
        var job = new LinkedHashMap<String, Object>();
        job.put("target", uploads());
        job.put("ca", "/run/metalwright/ca.pem");
        job.put("token", token.plain());
        job.put("device", disk.name());
        job.put("diskSerial", Objects.requireNonNullElse(disk.serial(), ""));
        job.put("chunkBytes", ImageManifest.CHUNK_BYTES);
        job.put("from", from);
        shell.demand(
                "hand over the job of reading " + disk.name(),
                Command.of(
                                "sh",
                                "-c",
                                "umask 077 && mkdir -p \"$1\" && cat > \"$1/job.new\" && mv \"$1/job.new\" \"$1/job.json\"",
                                "sh",
                                folder)
                        .reading(json(job)));
    }

    private static String json(Object job) {
        try {
            return JSON.writeValueAsString(job);
        } catch (JsonProcessingException e) {
            // The cause quotes what it could not write, and a token is among it.
            throw new IllegalStateException("write a job for the image reader");
        }
    }

    /** Starts the job, or goes on with one that ended; not to be called where it runs. */
    void start() {
        shell.demand("start the image reader", Command.script("""
                        rm -f "$1/pid"
                        # Its last word is not taken for the new reader's.
                        [ ! -e "$1/progress.json" ] || sed -i 's/"state":"failed"/"state":"running"/' "$1/progress.json"
                        setsid metalwright-read-image "$1" > "$1/log" 2>&1 < /dev/null &
                        # It is seen alive only once it wrote its pid.
                        tries=0
                        while [ ! -s "$1/pid" ] && [ "$tries" -lt 50 ]; do sleep 0.2; tries=$((tries + 1)); done
                        """, folder));
    }

    /** The job holds the token, and is of no use any more. */
    void forget() {
        shell.run(Command.of("rm", "-rf", folder));
    }

    /** Chunks go to the boot server that this very boot came from, by its TLS address. */
    private String uploads() {
        var commandLine = shell.demand("read the kernel's command line", Command.of("cat", "/proc/cmdline"));
        return BootServer.secured(commandLine)
                .map(base -> base + "/images/chunks/")
                .orElseThrow(() -> Failures.lasting(
                        "NoBootServer",
                        "find the boot server of " + shell.place()
                                + ": the kernel's command line has no metalwright.url=",
                        "Boot it by the script that boot-services make for it."));
    }

    private String log() {
        return shell.run(Command.of("tail", "-c", "500", folder + "/log")).complaint();
    }
}
