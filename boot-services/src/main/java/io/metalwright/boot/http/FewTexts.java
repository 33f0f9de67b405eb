package io.metalwright.boot.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A list of texts from somebody who is not known yet: it is not kept until it is seen to be too long. */
final class FewTexts extends JsonDeserializer<List<String>> {
    /** More than a machine has addresses. */
    private static final int MOST = 256;

    @Override
    public List<String> deserialize(JsonParser from, DeserializationContext context) throws IOException {
        if (!from.isExpectedStartArrayToken()) {
            return context.reportInputMismatch(List.class, "a list is wanted");
        }
        var texts = new ArrayList<String>();
        while (from.nextToken() != JsonToken.END_ARRAY) {
            if (!from.hasToken(JsonToken.VALUE_STRING) || texts.size() == MOST) {
                return context.reportInputMismatch(List.class, "a list of at most %d texts is wanted", MOST);
            }
            texts.add(from.getText());
        }
        return texts;
    }
}
