package io.metalwright.workflows.provision;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.model.spec.ProvisionSpec;
import java.util.Map;
import java.util.TreeMap;

/** Replaces fields of a spec, named by JSON pointers of one or more names ({@code /image}, {@code /network/address}; RFC 6901). */
final class SpecChange {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private SpecChange() {}

    static ProvisionSpec apply(ProvisionSpec spec, Map<String, Object> change) {
        ObjectNode tree = JSON.valueToTree(spec);
        for (var entry : new TreeMap<>(change).entrySet()) {
            set(tree, entry.getKey(), entry.getValue());
        }
        try {
            return JSON.treeToValue(tree, ProvisionSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The change makes no valid spec: " + e.getOriginalMessage(), e);
        }
    }

    private static void set(ObjectNode tree, String path, Object value) {
        JsonPointer pointer;
        try {
            pointer = JsonPointer.compile(path);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + path + "' is no JSON pointer, like /image or /network/address", e);
        }
        if (pointer.matches() || pointer.equals(JsonPointer.compile("/machine"))) {
            throw new IllegalArgumentException("'" + path + "' cannot be changed in a run");
        }
        parent(tree, pointer).set(pointer.last().getMatchingProperty(), JSON.valueToTree(value));
    }

    private static ObjectNode parent(ObjectNode tree, JsonPointer pointer) {
        try {
            return tree.withObject(pointer.head(), JsonNode.OverwriteMode.NULLS, true);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "'" + pointer
                            + "' is no field: what is above it is a text, a number or a list, and is changed as a whole",
                    e);
        }
    }
}
