package io.metalwright.ops.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file with JSON that a command line names. */
final class JsonFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonFile() {}

    /** @param what it holds, in the plural, for errors */
    static JsonNode read(CommandSpec command, String what, Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "The " + what + " " + file + " cannot be read.", e);
        } catch (JacksonException e) {
            throw new ParameterException(
                    command.commandLine(), "The " + what + " " + file + " are no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
