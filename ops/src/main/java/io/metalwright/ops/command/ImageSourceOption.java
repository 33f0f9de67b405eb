package io.metalwright.ops.command;

import io.metalwright.ops.role.HttpAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a site that has no images of its own gets them. */
final class ImageSourceOption {
    @Option(
            names = "--image-source",
            paramLabel = "URL",
            converter = HttpAddress.class,
            description =
                    "Boot services of another site, such as http://hq.example:8090. What the image store lacks is fetched from there once, "
                            + "and checked by its sum")
    @Nullable
    URI given;

    /** Ends with a slash, so that paths are resolved below it; null when none is given. */
    @Nullable
    URI address() {
        if (given == null) {
            return null;
        }
        return given.getPath().endsWith("/") ? given : URI.create(given + "/");
    }
}
