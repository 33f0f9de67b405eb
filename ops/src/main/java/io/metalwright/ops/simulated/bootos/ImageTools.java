package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import io.metalwright.ops.simulated.net.WebClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs of writing an image, by their folders, which a boot forgets when it ends. */
final class ImageTools implements Tools, AutoCloseable {
    private static final Duration STOPPING = Duration.ofSeconds(90);

    private final BlockDevices devices;
    private final WebClient web;
    private final ImageWriter.Pause beforeChunk;
    private final Map<String, ImageWriter> jobs = new ConcurrentHashMap<>();

    ImageTools(BlockDevices devices, WebClient web, ImageWriter.Pause beforeChunk) {
        this.devices = devices;
        this.web = web;
        this.beforeChunk = beforeChunk;
    }

    @Override
    public Optional<Ended> command(List<String> words, Asked asked) throws IOException {
        if (words.size() == 5 && words.getFirst().equals("sh") && words.get(2).contains("/job.json")) {
            jobs.put(words.get(4), new ImageWriter(asked.inputText(), devices, web, beforeChunk));
            return Optional.of(Ended.well(""));
        }
        if (words.getFirst().equals("tail") && words.getLast().endsWith("/log")) {
            var folder = words.getLast().substring(0, words.getLast().length() - "/log".length());
            var job = jobs.get(folder);
            return Optional.of(job == null ? Ended.badly(1, "tail: cannot open the log") : Ended.well(job.log()));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Ended> script(Script script) throws InterruptedException {
        if (script.has("setsid metalwright-write-image")) {
            var job = jobs.get(script.argument(1));
            if (job == null) {
                return Optional.of(Ended.badly(2, "usage: metalwright-write-image JOB-FOLDER (with a job.json in it)"));
            }
            job.start();
            return Optional.of(Ended.well(""));
        }
        if (script.has("kill -0 \"$pid\"")) {
            var job = jobs.get(script.argument(1));
            if (job != null) {
                job.awaitEnd(Duration.ofSeconds(Long.parseLong(script.argument(2))));
            }
            return Optional.of(Ended.well(job == null ? "" : job.isAlive() + "\n" + job.progress()));
        }
        if (script.has("/proc/$session/cmdline")) {
            for (var job : jobs.values()) {
                job.stop();
                job.awaitEnd(STOPPING);
            }
            return Optional.of(Ended.well(""));
        }
        if (script.has("/*/job.json")) {
            jobs.clear();
            return Optional.of(Ended.well(""));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        jobs.values().forEach(ImageWriter::stop);
    }
}
