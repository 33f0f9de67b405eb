package io.metalwright.ops.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a site that has no images of its own gets them. */
final class ImageSourceOption {
    @Spec(Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--image-source",
            paramLabel = "URL",
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
        var scheme = given.getScheme();
        if (given.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--image-source is '" + given + "'; it is to be an address such as http://hq.example:8090");
        }
        return given.getPath().endsWith("/") ? given : URI.create(given + "/");
    }
}
