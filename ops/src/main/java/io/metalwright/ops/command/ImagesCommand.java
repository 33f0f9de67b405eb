package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Images: imported once, written often. */
@Command(
        name = "images",
        description = "Images: list, show, import, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ImagesCommand {
    private static final Column[] COLUMNS = {
        Column.of("NAME", "name"),
        Column.of("STATE", "state"),
        Column.of("FORMAT", "format"),
        Column.of("BYTES", "sizeBytes"),
        Column.of("DATA", "dataBytes"),
        Column.of("STORED", "storedBytes"),
        Column.of("DIGEST", "digest"),
        Column.of("ERROR", "error")
    };

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List images.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/images?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show an image.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "IMAGE") String name) {
        connection.terminal().answer(image(connection, name), COLUMNS);
        return 0;
    }

    private static JsonNode image(Connection connection, String name) {
        return connection.client().get("/images/" + ApiClient.segment(name));
    }

    @Command(
            name = "import",
            description =
                    "Import a file or URL, of a disk or of a lone file system: raw, qcow2, vmdk, vhd(x), also in gz, xz or zst."
                            + " Waits until it is ready.",
            mixinStandardHelpOptions = true)
    int importImage(
            @Mixin Connection connection,
            @Parameters(paramLabel = "SOURCE", description = "A file, or an http(s) URL") String source,
            @Option(names = "--name", required = true, description = "Name of the image") String name,
            @Option(names = "--sha256", description = "Sum that the source must have") @Nullable String sha256)
            throws InterruptedException {
        var path = "/images/" + ApiClient.segment(name);
        if (source.matches("https?://.*")) {
            var body = new LinkedHashMap<String, Object>();
            body.put("name", name);
            body.put("url", source);
            if (sha256 != null) {
                body.put("sha256", sha256);
            }
            connection.client().post("/images", body);
        } else if (Files.isReadable(Path.of(source))) {
            connection
                    .client()
                    .put(
                            path + "/content" + (sha256 == null ? "" : "?sha256=" + ApiClient.segment(sha256)),
                            Path.of(source));
        } else {
            throw new ParameterException(
                    spec.commandLine().getSubcommands().get("import"),
                    source + " is no file that can be read, and no http(s) URL.");
        }
        var image = image(connection, name);
        while (image.path("state").asString("").equals("importing")) {
            Thread.sleep(500);
            image = image(connection, name);
        }
        connection.terminal().answer(image, COLUMNS);
        return image.path("state").asString("").equals("ready") ? 0 : 1;
    }

    @Command(name = "remove", description = "Remove an image that no run uses.", mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "IMAGE") String name) {
        connection.client().delete("/images/" + ApiClient.segment(name));
        return 0;
    }
}
