package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.client.ApiFailure;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.HttpAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which API is called, and with which token: options that all commands share. */
final class Connection {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "${env:METALWRIGHT_API:-http://127.0.0.1:8080}",
            converter = HttpAddress.class,
            description = "Address of the API. Default: $METALWRIGHT_API, else http://127.0.0.1:8080")
    URI api = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with an access token. Default: $METALWRIGHT_TOKEN_FILE, else admin-token in the data folder")
    @Nullable
    Path tokenFile;

    @Option(names = "--json", description = "Print the API's answer as JSON")
    boolean json;

    ApiClient client() {
        return new ApiClient(api, token());
    }

    Terminal terminal() {
        return new Terminal(command.commandLine().getOut(), json);
    }

    private String token() {
        var file = tokenFile == null
                ? Path.of(first(
                        System.getenv("METALWRIGHT_TOKEN_FILE"),
                        Home.found().usualData().adminToken().toString()))
                : tokenFile;
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ApiFailure(
                    "No access token can be read from " + file + ". 'metalwright up' writes the first one into its data"
                            + " folder: name that folder by METALWRIGHT_DATA, or another file by --token-file.",
                    e);
        }
    }

    private static String first(@Nullable String... candidates) {
        for (var candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no candidate");
    }
}
