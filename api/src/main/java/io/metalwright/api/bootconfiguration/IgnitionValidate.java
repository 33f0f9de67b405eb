package io.metalwright.api.bootconfiguration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Ignition's own word on a document of version 3: its program {@code ignition-validate}, where the API's host has it on the path, or the one that
 * {@code metalwright.ignition-validate} names.
 *
 * <p>Source: coreos/ignition, {@code validate}.
 */
@Component
final class IgnitionValidate {
    private static final Logger LOG = LoggerFactory.getLogger(IgnitionValidate.class);
    private static final int PATIENCE_SECONDS = 20;
    /** Octets of its report that are read. */
    private static final int LONGEST_REPORT = 8192;

    private final String program;

    IgnitionValidate(Environment environment) {
        program = environment.getProperty("metalwright.ignition-validate", "ignition-validate");
    }

    /** @return what is wrong, in the program's words, a line each; nothing where all is well, or nobody is there to ask */
    Optional<String> complaint(String document) {
        Process process;
        try {
            process = new ProcessBuilder(program, "-").redirectErrorStream(true).start();
        } catch (IOException e) {
            LOG.debug("No {} here: an Ignition document is judged by its form alone", program);
            return Optional.empty();
        }
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try {
            // Not by an argument, which all on the host could read: it may hold secrets.
            try (var asked = process.getOutputStream()) {
                asked.write(document.getBytes(UTF_8));
            }
            var report = new String(process.getInputStream().readNBytes(LONGEST_REPORT), UTF_8).strip();
            process.getInputStream().close();
            return process.waitFor() == 0 || report.isEmpty() ? Optional.empty() : Optional.of(report);
        } catch (IOException e) {
            LOG.warn("{} did not judge a document: {}", program, e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
