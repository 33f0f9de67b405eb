package io.metalwright.ops.simulated.bootos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.metalwright.model.Sha256;
import io.metalwright.ops.simulated.disk.BlockStore;
import io.metalwright.ops.simulated.net.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of {@code metalwright-write-image} in this process: fetches each chunk, checks its sum, writes it, zeros the holes, and tells its
 * progress. Stopped and started again, it goes on at the next chunk.
 */
final class ImageWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_SUMS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** What a slow disk does before each chunk. */
    @FunctionalInterface
    interface Pause {
        void take() throws InterruptedException;
    }

    private final String json;
    private final BlockDevices devices;
    private final WebClient web;
    private final Pause beforeChunk;
    private @Nullable Thread running;
    private String state = "";
    private int done;
    private int total;
    private long written;
    private long fetched;
    private @Nullable String error;

    ImageWriter(String json, BlockDevices devices, WebClient web, Pause beforeChunk) {
        this.json = json;
        this.devices = devices;
        this.web = web;
        this.beforeChunk = beforeChunk;
    }

    synchronized boolean isAlive() {
        return running != null && running.isAlive();
    }

    /** Until it has ended, or a while has passed. */
    void awaitEnd(Duration wait) throws InterruptedException {
        Thread working;
        synchronized (this) {
            working = running;
        }
        if (working != null && !wait.isZero()) {
            working.join(wait);
        }
    }

    synchronized void start() {
        if (isAlive()) {
            return;
        }
        state = "running";
        error = null;
        running = Thread.startVirtualThread(this::work);
    }

    /** As {@code progress.json}; nothing before it was started. */
    synchronized String progress() {
        if (state.isEmpty()) {
            return "";
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("state", state);
        fields.put("chunksDone", done);
        fields.put("chunksTotal", total);
        fields.put("bytesWritten", written);
        fields.put("bytesFetched", fetched);
        fields.put("error", error);
        try {
            return JSON.writeValueAsString(fields) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and words are always JSON", e);
        }
    }

    synchronized String log() {
        return error == null ? "" : error + "\n";
    }

    private void work() {
        try {
            write(WriteJob.parse(json));
            end("done", null);
        } catch (IOException e) {
            end("failed", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(WriteJob job) throws IOException, InterruptedException {
        var store = admitted(job);
        synchronized (this) {
            total = job.chunks().size();
        }
        while (done < job.chunks().size()) {
            var chunk = job.chunks().get(done);
            beforeChunk.take();
            long end = done == 0 ? 0 : end(job.chunks().get(done - 1));
            store.zero(end, chunk.offset());
            boolean wasThere = done < job.verifyFirst()
                    && Sha256.sumOf(store.read(chunk.offset(), chunk.length())).equals(chunk.sha256());
            if (!wasThere) {
                store.write(chunk.offset(), fetched(job, done, chunk));
            }
            synchronized (this) {
                done++;
                written += chunk.length();
            }
        }
        store.zero(job.chunks().isEmpty() ? 0 : end(job.chunks().getLast()), job.sizeBytes());
    }

    private BlockStore admitted(WriteJob job) throws IOException {
        var device = devices.realPath(job.device());
        var store = devices.store(device).orElseThrow(() -> new IOException("there is no " + device));
        var wanted = job.diskSerial() == null ? "" : job.diskSerial();
        if (devices.disk(device).isPresent() && devices.array().isPresent()) {
            var held = devices.array().orElseThrow().members().stream()
                    .anyMatch(member -> member.path().equals(device));
            if (held) {
                throw new IOException("refused: " + device + " is in use by md127");
            }
        }
        if (!wanted.isEmpty() && !wanted.equals(devices.serial(device))) {
            throw new IOException("refused: " + device + " has the serial '" + devices.serial(device)
                    + "', the job is for the disk '" + wanted + "'");
        }
        if (job.sizeBytes() > store.bytes()) {
            throw new IOException(
                    "refused: the image has " + job.sizeBytes() + " bytes, " + device + " only " + store.bytes());
        }
        long end = 0;
        for (var chunk : job.chunks()) {
            if (chunk.offset() < end || end(chunk) > job.sizeBytes()) {
                throw new IOException("job.json: a chunk is out of order or beyond the image");
            }
            end = end(chunk);
        }
        return store;
    }

    private byte[] fetched(WriteJob job, int number, WriteJob.Chunk chunk) throws IOException, InterruptedException {
        var uri = URI.create(job.source() + chunk.sha256());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int bad = 0;
        while (true) {
            String trouble;
            try {
                var answer = web.fetch(uri, Map.of(), ANSWER);
                if (answer.status() == 200) {
                    synchronized (this) {
                        fetched += answer.body().length;
                    }
                    var bytes = unpacked(answer.body(), chunk.length());
                    if (Sha256.sumOf(bytes).equals(chunk.sha256())) {
                        return bytes;
                    }
                    bad++;
                    if (bad >= BAD_SUMS) {
                        throw new BadChunk("chunk " + number + " at offset " + chunk.offset()
                                + " is not what it should be: wanted sha256 " + chunk.sha256() + " of "
                                + chunk.length() + " bytes, found " + Sha256.sumOf(bytes) + " of " + bytes.length
                                + " bytes, " + bad + " times");
                    }
                    continue;
                }
                trouble = "the server answers " + answer.status();
            } catch (BadChunk e) {
                throw e;
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("chunk " + number + " at offset " + chunk.offset() + " does not come from " + uri
                        + ": " + trouble);
            }
            Thread.sleep(1000);
        }
    }

    /** What is too long or broken has a sum of its own, which is a wrong one. */
    private static byte[] unpacked(byte[] packed, int length) {
        try {
            var bytes = new byte[length + 1];
            long count = Zstd.decompressByteArray(bytes, 0, bytes.length, packed, 0, packed.length);
            return Zstd.isError(count) ? new byte[0] : Arrays.copyOf(bytes, (int) count);
        } catch (ZstdException e) {
            return new byte[0];
        }
    }

    private static long end(WriteJob.Chunk chunk) {
        return chunk.offset() + chunk.length();
    }

    private synchronized void end(String last, @Nullable String trouble) {
        state = last;
        error = trouble;
    }

    synchronized void stop() {
        if (running != null) {
            running.interrupt();
        }
    }

    private static final class BadChunk extends IOException {
        private static final long serialVersionUID = 1;

        BadChunk(String message) {
            super(message);
        }
    }
}
