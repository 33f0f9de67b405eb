package io.metalwright.cmdb;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as it lies in rows: what a newer version wrote is read by an older one, so unknown fields are passed over. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .build();

    private Json() {}

    /** Fields in alphabetical order and no blanks: equal values give equal text. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The same without one field of the outermost object. */
    public static String textWithout(String field, Object value) {
        ObjectNode tree = MAPPER.valueToTree(value);
        tree.remove(field);
        return MAPPER.writeValueAsString(tree);
    }

    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /** Whether it is an object with this field. */
    public static boolean has(String text, String field) {
        return MAPPER.readTree(text).has(field);
    }
}
