package io.metalwright.api;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the API is told by whoever starts it: {@code metalwright.…}.
 *
 * @param data folder of the embedded database and its key, where none is named
 * @param imageStore folder of the image store; uploads land in its {@code uploads}; null: {@code <data>/images}
 * @param ui folder of the built user interface; null: none is served
 */
@ConfigurationProperties("metalwright")
public record ApiProperties(
        @DefaultValue("var") Path data,
        @Nullable Path imageStore,
        @Nullable Path ui,
        @DefaultValue Database database,
        @DefaultValue Temporal temporal,
        @DefaultValue Consoles consoles) {

    /**
     * Consoles of machines.
     *
     * @param url where workers, and other API processes, reach this one; null: where it listens
     * @param recordedRuns how many machines at once have their consoles recorded because a run is under way; 0: none
     */
    public record Consoles(
            @Nullable URI url, @DefaultValue("20") int recordedRuns) {}

    /**
     * The CMDB, where the launcher brings no open one.
     *
     * @param url null: an H2 in {@code data}
     */
    public record Database(
            @Nullable String url,
            @Nullable String user,
            @Nullable Path passwordFile,
            @Nullable Path keyFile) {}

    /**
     * Temporal, where the launcher brings no client.
     *
     * @param ui base URL of the Temporal UI as a browser reaches it; null: no links to it
     */
    public record Temporal(
            @DefaultValue("127.0.0.1:7233") String target,
            @DefaultValue("default") String namespace,
            @Nullable URI ui) {}

    public Path imageFolder() {
        return imageStore == null ? data.resolve("images") : imageStore;
    }
}
