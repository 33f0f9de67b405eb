package io.metalwright.activities.imaging;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.disks.Located;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.Raid;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The image writer of BootOS. */
final class ImageWriter {
    private static final Duration CLEARING = Duration.ofMinutes(10);

    private final BootOsShell shell;
    private final ImageManifest image;
    private final Located device;
    private final Raid.Device planned;
    private final FormerWork former;
    private final BootOsJob job;

    /**
     * @param planned which disk it must be
     * @param writing names this one among those of the image to the device, or null
     */
    ImageWriter(
            BootOsShell shell,
            ImageManifest image,
            Located device,
            Raid.Device planned,
            FormerWork former,
            @Nullable String writing) {
        this.shell = shell;
        this.image = image;
        this.device = device;
        this.planned = planned;
        this.former = former;
        var folder = former.jobs() + "/" + image.digest().hex() + "-"
                + device.path().substring("/dev/".length()).replace('/', '-')
                + (writing == null ? "" : "-" + Sha256.sumOf(writing).hex().substring(0, 16));
        job = new BootOsJob(shell, folder, "metalwright-write-image", "image writer");
    }

    /** What the writer says, if it was started in this boot. It is {@code FAILED} too when it ended without a word. */
    Optional<WriterProgress> progress() {
        return told(job.seen());
    }

    /** The same, once it has ended or a while has passed. */
    Optional<WriterProgress> progressWithin(Duration wait) {
        return told(job.seenWithin(wait));
    }

    private Optional<WriterProgress> told(Optional<BootOsJob.Seen> found) {
        return found.map(seen -> {
            var progress = seen.progress().isBlank()
                    ? new WriterProgress(
                            WriterProgress.State.RUNNING, 0, image.chunks().size(), 0, 0, null)
                    : WriterProgress.parse(seen.progress());
            if (progress.state() != WriterProgress.State.RUNNING || seen.alive()) {
                return progress;
            }
            return new WriterProgress(
                    WriterProgress.State.FAILED,
                    progress.chunksDone(),
                    progress.chunksTotal(),
                    progress.bytesWritten(),
                    progress.bytesFetched(),
                    "the writer ended without a word: " + job.log());
        });
    }

    /** Before what is on the disk is looked at: another writer may be at work there, and a system that an earlier try has left mounted is in the way. */
    void clearTheWay() {
        former.end(shell);
        // What they have done may be undone by this one: asked for again, they begin again.
        former.forgetImaging(shell);
    }

    /** Makes the job known, on a disk whose old contents are out of the way unless some chunks are on it already. */
    void prepare(int verifyFirst) {
        if (verifyFirst == 0) {
            shell.demand(
                    "wipe " + device.path(), Command.script(WIPE, device.path()).within(CLEARING));
        }
        var wanted = WriterJob.of(image, source(), device.path(), planned, verifyFirst);
        job.handOver("hand over the job of writing " + image.digest(), wanted.json());
    }

    /** Starts the job, or goes on with one that ended; not to be called where it runs. */
    void start() {
        job.start();
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
                                # On an empty disk nothing is to be read: it has no boot record.
                                [ "$2" -ne 0 ] || [ -n "$(head -c 512 "$1" | tr -d '\\0')" ] || exit 0
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

    /**
     * Old superblocks beyond what the image covers would be found again: every signature goes, also those of partitions and of both copies of a
     * GPT. (sgdisk would sleep a second after each write.)
     */
    private static final String WIPE = """
            name=${1##*/}
            for part in /sys/class/block/"$name"/"$name"*; do
              [ ! -e "$part/partition" ] || wipefs -a -q -f "/dev/${part##*/}" || exit 1
            done
            wipefs -a -q -f "$1" || exit 1
            blockdev --rereadpt "$1" 2> /dev/null || partprobe "$1" || :
            """;
}
