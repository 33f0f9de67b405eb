package io.metalwright.ops.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the options on a command line change of something that is there: only what was given, whatever else has a default. */
record Change(Map<String, Object> fields) {
    /** The word that takes a field away. */
    private static final String NOTHING = "";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @param body of all options
     * @param fieldsByOption which field of it an option fills
     */
    static Change of(CommandSpec command, Map<String, Object> body, Map<String, String> fieldsByOption) {
        var parsed = command.commandLine().getParseResult();
        var fields = new LinkedHashMap<String, Object>();
        fieldsByOption.forEach((option, field) -> {
            if (parsed.hasMatchedOption(option)) {
                fields.put(field, body.getOrDefault(field, NOTHING));
            }
        });
        return new Change(fields);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Whether the field was given with an empty word. */
    boolean takesAway(String field) {
        return NOTHING.equals(fields.get(field));
    }

    /** False where there is nothing to change. */
    boolean apply(ObjectNode thing) {
        fields.forEach((field, value) -> {
            if (takesAway(field)) {
                thing.putNull(field);
            } else {
                thing.set(field, JSON.valueToTree(value.equals(List.of(NOTHING)) ? List.of() : value));
            }
        });
        return !isEmpty();
    }
}
