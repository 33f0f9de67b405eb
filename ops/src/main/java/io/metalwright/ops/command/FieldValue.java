package io.metalwright.ops.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A field's value as it is typed: a text, unless it looks like a list or an object. */
final class FieldValue {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FieldValue() {}

    static Object of(String field, String text, CommandSpec command) {
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return text;
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new ParameterException(
                    command.commandLine(), "The field " + field + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
