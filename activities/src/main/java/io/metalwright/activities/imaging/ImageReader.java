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

/** The image reader of BootOS. */
final class ImageReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BootOsShell shell;
    private final Disk disk;
    private final String folder;
    private final BootOsJob job;

    ImageReader(BootOsShell shell, Disk disk, String folder) {
        this.shell = shell;
        this.disk = disk;
        this.folder = folder;
        job = new BootOsJob(shell, folder, "metalwright-read-image", "image reader");
    }

    /** What the reader says, if it was started in this boot. It is failed too when it ended without a word. */
    Optional<ReaderProgress> progress() {
        return job.seen().map(seen -> {
            var progress = seen.progress().isBlank()
                    ? new ReaderProgress(WriterProgress.State.RUNNING, 0, 0, 0, 0, 0, 0, null)
                    : ReaderProgress.parse(seen.progress());
            return progress.state() == WriterProgress.State.RUNNING && !seen.alive()
                    ? progress.ended("the reader ended without a word: " + job.log())
                    : progress;
        });
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

    /** Makes the job known. */
    void prepare(Secret token) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("target", uploads());
        wanted.put("ca", "/run/metalwright/ca.pem");
        wanted.put("token", token.plain());
        wanted.put("device", disk.name());
        wanted.put("diskSerial", Objects.requireNonNullElse(disk.serial(), ""));
        wanted.put("chunkBytes", ImageManifest.CHUNK_BYTES);
        job.handOver("hand over the job of reading " + disk.name(), json(wanted));
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
        job.start();
    }

    /** The job holds the token, and is of no use any more. */
    void forget() {
        job.forget();
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
}
