package io.metalwright.activities.imaging;

import io.metalwright.activities.disks.Located;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import java.time.Duration;
import java.util.Optional;

/** The image writer of BootOS: a job that outlives the connection that started it. */
final class ImageWriter {
    private final BootOsShell shell;
    private final ImageManifest image;
    private final Located device;
    private final String serial;
    private final String folder;

    /** @param jobs folder of BootOS that holds a folder for each job */
    ImageWriter(BootOsShell shell, ImageManifest image, Located device, String serial, String jobs) {
        this.shell = shell;
        this.image = image;
        this.device = device;
        this.serial = serial;
        folder = jobs + "/" + image.digest().hex() + "-"
                + device.path().substring("/dev/".length()).replace('/', '-');
    }

    /** What the writer says, if it was started in this boot. It is {@code FAILED} too when it ended without a word. */
    Optional<WriterProgress> progress() {
        var seen = shell.demand("look after the image writer", Command.script("""
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
                ? new WriterProgress(
                        WriterProgress.State.RUNNING, 0, image.chunks().size(), 0, 0, null)
                : WriterProgress.parse(lines[1]);
        if (progress.state() == WriterProgress.State.RUNNING && lines[0].equals("false")) {
            return Optional.of(new WriterProgress(
                    WriterProgress.State.FAILED,
                    progress.chunksDone(),
                    progress.chunksTotal(),
                    progress.bytesWritten(),
                    progress.bytesFetched(),
                    "the writer ended without a word: " + log()));
        }
        return Optional.of(progress);
    }

    /** Makes the job known, on a disk whose old contents are out of the way unless some chunks are on it already. */
    void prepare(int verifyFirst) {
        if (verifyFirst == 0) {
            shell.demand("wipe what was on " + device.path(), Command.script(WIPE, device.path()));
        }
        var job = WriterJob.of(image, source(), device.path(), serial, verifyFirst);
        shell.demand(
                "hand over the job of writing " + image.digest(),
                Command.of(
                                "sh",
                                "-c",
                                "mkdir -p \"$1\" && cat > \"$1/job.new\" && mv \"$1/job.new\" \"$1/job.json\"",
                                "sh",
                                folder)
                        .reading(job.json()));
    }

    /** Starts the job, or goes on with one that ended; not to be called where it runs. */
    void start() {
        shell.demand("start the image writer", Command.script("""
                        rm -f "$1/pid"
                        # How far it was stays known, and its last word is not taken for the new writer's.
                        [ ! -e "$1/progress.json" ] || sed -i 's/"state":"failed"/"state":"running"/' "$1/progress.json"
                        setsid metalwright-write-image "$1" > "$1/log" 2>&1 < /dev/null &
                        # It is seen alive only once it wrote its pid.
                        tries=0
                        while [ ! -s "$1/pid" ] && [ "$tries" -lt 500 ]; do sleep 0.02; tries=$((tries + 1)); done
                        """, folder));
    }

    /**
     * How many chunks an earlier boot wrote, found by halving since they are written in order. An estimate: the writer reads each of them back.
     */
    int alreadyWritten() {
        int low = 0;
        int high = image.chunks().size();
        while (low < high) {
            // Most disks hold nothing of the image, which the first chunk tells.
            int middle = low == 0 && high == image.chunks().size() ? 0 : (low + high) >>> 1;
            if (isWritten(image.chunks().get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isWritten(ImageChunk chunk) {
        var sum = shell.demand(
                "read back a chunk of " + device.path(),
                Command.script("""
                                dd if="$1" bs=1M iflag=skip_bytes,count_bytes skip="$2" count="$3" 2> /dev/null | sha256sum
                                """, device.path(), Long.toString(chunk.offset()), Integer.toString(chunk.length()))
                        .within(Duration.ofMinutes(5)));
        return sum.length() >= 64 && Sha256.of(sum.substring(0, 64)).equals(chunk.sha256());
    }

    /** Chunks come from the boot server that this very boot came from. */
    private String source() {
        var commandLine = shell.demand("read the kernel's command line", Command.of("cat", "/proc/cmdline"));
        return BootServer.of(commandLine)
                .map(base -> base + "/images/chunks/")
                .orElseThrow(() -> Failures.lasting(
                        "NoBootServer",
                        "find the boot server of " + shell.place()
                                + ": the kernel's command line has no metalwright.http=",
                        "Boot it by the script that boot-services make for it."));
    }

    private String log() {
        return shell.run(Command.of("tail", "-c", "500", folder + "/log")).complaint();
    }

    /**
     * Old superblocks beyond what the image covers would be found again: every signature goes, also those of partitions and of both copies of a
     * GPT. (sgdisk would sleep a second after each write.)
     */
    private static final String WIPE = """
            for part in $(lsblk -lnpo PATH "$1" | grep -vxF "$1"); do wipefs -a -q -f "$part" || exit 1; done
            wipefs -a -q -f "$1" || exit 1
            blockdev --rereadpt "$1" 2> /dev/null || partprobe "$1" || :
            """;
}
