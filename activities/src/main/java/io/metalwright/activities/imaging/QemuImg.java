package io.metalwright.activities.imaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The converter, a process of its own: what breaks in it breaks nothing here. */
final class QemuImg {
    /** A range of a raw file that may hold something. */
    record Extent(long start, long length) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Larger disks are sold, larger images are mistakes or traps. */
    private static final long LARGEST = 64L << 40;

    private QemuImg() {}

    /** The size of the disk that the image holds; refused when the image leads to other files. */
    static long diskBytes(Path image, DiskFormat format, Runnable pulse) throws IOException, RefusedImageException {
        var info = json(List.of("info", "--output=json", "-f", format.driver(), image.toString()), pulse);
        for (var other : List.of("backing-filename", "full-backing-filename")) {
            if (info.has(other)) {
                throw new RefusedImageException("it builds on another file. Flatten it: qemu-img convert -O qcow2");
            }
        }
        if (info.path("format-specific").path("data").has("data-file")) {
            throw new RefusedImageException("it keeps its data in another file. Flatten it: qemu-img convert -O qcow2");
        }
        for (var extent : info.path("format-specific").path("data").path("extents")) {
            if (!extent.path("filename").asText().equals(image.toString())) {
                throw new RefusedImageException("it keeps its data in other files. Convert it to qcow2");
            }
        }
        if (info.path("encrypted").asBoolean()) {
            throw new RefusedImageException("it is encrypted. Convert it to a plain qcow2");
        }
        long bytes = info.path("virtual-size").asLong();
        if (bytes <= 0 || bytes > LARGEST) {
            throw new RefusedImageException("it says that its disk has " + bytes + " bytes");
        }
        return bytes;
    }

    /**
     * Makes a raw file with holes of it. The file is not locked, which on CIFS keeps out the very process that has the lock.
     *
     * @param bytes of the disk
     */
    static void convert(Path image, DiskFormat format, long bytes, Path raw, Runnable pulse)
            throws IOException, RefusedImageException {
        try (var file = new RandomAccessFile(raw.toFile(), "rw")) {
            file.setLength(0);
            file.setLength(bytes);
        }
        // A comma in a name is doubled.
        var target = "driver=raw,file.driver=file,file.locking=off,file.filename="
                + raw.toString().replace(",", ",,");
        run(
                List.of(
                        "convert",
                        "-f",
                        format.driver(),
                        "-n",
                        "--target-is-zero",
                        "--target-image-opts",
                        "-S",
                        "64k",
                        image.toString(),
                        target),
                pulse);
    }

    /** Where a raw file is no hole. Without the converter it is read whole, which only takes longer. */
    static List<Extent> extents(Path raw, Runnable pulse) throws IOException, RefusedImageException {
        JsonNode map;
        try {
            map = json(List.of("map", "--output=json", "-f", "raw", raw.toString()), pulse);
        } catch (NotInstalled e) {
            return List.of(new Extent(0, Files.size(raw)));
        }
        var extents = new ArrayList<Extent>();
        for (var part : map) {
            if (part.path("data").asBoolean() && !part.path("zero").asBoolean()) {
                extents.add(new Extent(
                        part.path("start").asLong(), part.path("length").asLong()));
            }
        }
        return extents;
    }

    private static JsonNode json(List<String> arguments, Runnable pulse) throws IOException, RefusedImageException {
        return JSON.readTree(run(arguments, pulse));
    }

    private static String run(List<String> arguments, Runnable pulse) throws IOException, RefusedImageException {
        var words = new ArrayList<>(List.of("qemu-img"));
        words.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(words).start();
        } catch (IOException e) {
            throw new NotInstalled(e);
        }
        try {
            process.getOutputStream().close();
            var output = new Output(process.getInputStream());
            var errors = new Output(process.getErrorStream());
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                pulse.run();
            }
            if (process.exitValue() != 0) {
                var complaint = "qemu-img " + arguments.getFirst() + " says: "
                        + errors.text().strip().replace(arguments.getLast(), "the image");
                if (complaint.contains("No space left") || complaint.contains("Cannot allocate")) {
                    throw new IOException(complaint);
                }
                throw new RefusedImageException(complaint);
            }
            return output.text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    static final class NotInstalled extends IOException {
        private static final long serialVersionUID = 1;

        NotInstalled(IOException cause) {
            super("qemu-img does not start on this worker. Install the package qemu-utils", cause);
        }
    }

    /** Reads a stream beside the waiting. */
    private static final class Output {
        private final Thread reader;
        private volatile String text = "";

        Output(InputStream stream) {
            reader = Thread.startVirtualThread(() -> {
                try (stream) {
                    text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    text = e.toString();
                }
            });
        }

        String text() throws InterruptedException {
            reader.join();
            return text;
        }
    }
}
