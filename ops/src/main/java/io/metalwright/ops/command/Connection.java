package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.client.ApiFailure;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.HttpAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which API is called, and with which token: options that all commands share. */
final class Connection {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(
            names = "--api",
            paramLabel = "URL",
            converter = HttpAddress.class,
            description = "Address of the API. Default: $METALWRIGHT_API, else http://127.0.0.1:8080")
    @Nullable
    URI api;

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
        return new ApiClient(api == null ? usual() : api, token());
    }

    private URI usual() {
        try {
            return new HttpAddress().convert(environment("METALWRIGHT_API").orElse("http://127.0.0.1:8080"));
        } catch (TypeConversionException e) {
            throw new ParameterException(command.commandLine(), "METALWRIGHT_API: " + e.getMessage(), e);
        }
    }

    Terminal terminal() {
        return new Terminal(command.commandLine().getOut(), json);
    }

    private String token() {
        var file = tokenFile == null
                ? environment("METALWRIGHT_TOKEN_FILE")
                        .map(Path::of)
                        .orElseGet(() -> Home.found().usualData().adminToken())
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

    /** One that is set to nothing says nothing. */
    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
