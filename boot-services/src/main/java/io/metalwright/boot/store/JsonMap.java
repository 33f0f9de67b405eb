package io.metalwright.boot.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A stored map from text to records, which are kept as JSON so that a later version with more fields can read them. */
public final class JsonMap<T> {
    private final Map<String, String> stored;
    private final Class<T> type;

    JsonMap(Map<String, String> stored, Class<T> type) {
        this.stored = stored;
        this.type = type;
    }

    public Optional<T> find(String key) {
        return Optional.ofNullable(stored.get(key)).map(this::decode);
    }

    public void put(String key, T value) {
        try {
            stored.put(key, Json.MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("write a " + type.getSimpleName() + " as JSON", e);
        }
    }

    public boolean remove(String key) {
        return stored.remove(key) != null;
    }

    public Stream<Map.Entry<String, T>> entries() {
        return stored.entrySet().stream().map(entry -> Map.entry(entry.getKey(), decode(entry.getValue())));
    }

    public int size() {
        return stored.size();
    }

    private T decode(String json) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("read a stored " + type.getSimpleName(), e);
        }
    }
}
