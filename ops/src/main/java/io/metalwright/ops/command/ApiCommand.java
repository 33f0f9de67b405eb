package io.metalwright.ops.command;

import io.metalwright.api.ApiApplication;
import io.metalwright.api.token.FirstToken;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.Parts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The API and the pages, as a process of their own. */
@Command(name = "api", description = "Role: the API and the pages.", mixinStandardHelpOptions = true)
final class ApiCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    DataOption data = new DataOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    TemporalOptions temporal = new TemporalOptions();

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1",
            description = "Address of API and pages. Default: ${DEFAULT-VALUE}")
    String listen = "";

    @Option(names = "--port", defaultValue = "8080", description = "Port of API and pages. Default: ${DEFAULT-VALUE}")
    int port;

    @Option(names = "--images", paramLabel = "FOLDER", description = "Image store. Default: images in the data folder")
    @Nullable
    Path images;

    @Option(names = "--temporal-ui", paramLabel = "URL", description = "Address of the Temporal UI, for links to it")
    @Nullable
    String temporalUi;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where workers and other API processes reach this one, to bring consoles. Default: where it listens")
    @Nullable
    String url;

    @Override
    public Integer call() throws Exception {
        var folder = data.folder();
        folder.make();
        var parts = new Parts();
        Serving.closeAtEnd(parts);
        var connection = parts.opened(temporal.connect(folder));
        var cmdb = parts.opened(database.open(folder));
        var properties = new HashMap<String, Object>(Map.of(
                "server.address", listen,
                "server.port", port,
                "metalwright.data", folder.root().toString(),
                "metalwright.image-store", (images == null ? folder.images() : images).toString(),
                "metalwright.ui", Home.found().ui().toString()));
        if (url != null) {
            properties.put("metalwright.consoles.url", url);
        }
        if (temporalUi != null) {
            properties.put("metalwright.temporal.ui", temporalUi);
        }
        var api = parts.opened(ApiApplication.start(properties, cmdb, connection.client()));
        api.getBean(FirstToken.class).ensure(folder.adminToken());
        spec.commandLine()
                .getOut()
                .println("The API answers on http://" + listen + ":" + port + "; the first access token is in "
                        + folder.adminToken());
        spec.commandLine().getOut().flush();
        return Serving.untilStopped(parts);
    }
}
