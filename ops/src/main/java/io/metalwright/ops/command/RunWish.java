package io.metalwright.ops.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run that is asked for: kind, machine and spec. */
final class RunWish {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            completionCandidates = KindWords.class,
            description = "${COMPLETION-CANDIDATES}")
    String kind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "MACHINE", description = "Id or name")
    @Nullable
    String machine;

    @Option(
            names = "--capability",
            paramLabel = "EXPRESSION",
            description =
                    "Instead of a machine: takes the first available one that can do this, such as 'cores:>= 16'; may be repeated")
    @Nullable
    List<String> capabilities;

    @Option(names = "--spec", paramLabel = "FILE", description = "JSON file with the spec")
    @Nullable
    Path file;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description =
                    "A field of the spec, such as image=debian; a list or an object as JSON, such as disks=[\"S1\"]")
    @Nullable
    Map<String, String> fields;

    /** As the API takes it. */
    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("kind", kind);
        if ((machine == null) == (capabilities == null)) {
            throw new ParameterException(
                    command.commandLine(), "Name a machine, or say by --capability what it must be able to do.");
        }
        if (machine != null) {
            body.put("machine", machine);
        }
        if (capabilities != null) {
            body.put("capabilities", capabilities);
        }
        var wish = new LinkedHashMap<String, Object>();
        if (file != null) {
            readSpec(file).properties().forEach(entry -> wish.put(entry.getKey(), entry.getValue()));
        }
        if (fields != null) {
            fields.forEach((field, value) -> wish.put(field, FieldValue.of(field, value, command)));
        }
        body.put("spec", wish);
        return body;
    }

    private ParameterException wrong(String text, Exception cause) {
        return new ParameterException(command.commandLine(), text, cause);
    }

    private JsonNode readSpec(Path spec) {
        try {
            return JSON.readTree(Files.readString(spec));
        } catch (IOException e) {
            throw wrong("The spec " + spec + " cannot be read.", e);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw wrong(
                    "The spec " + spec + " is no JSON: " + e.getOriginalMessage()
                            + (place == null
                                    ? ""
                                    : ", in line " + place.getLineNr() + ", column " + place.getColumnNr()),
                    e);
        }
    }
}
