package io.metalwright.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Points at a secret without telling it: {@code secret:} and a name. Workflows, rows and logs carry this; the activity that needs the secret
 * resolves it.
 */
public record SecretReference(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("secret:[A-Za-z0-9._/-]{1,120}");

    public SecretReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("This is no reference to a secret. It reads like secret:bmc/m-4k2j9x7q");
        }
    }

    @JsonCreator
    public static SecretReference of(String text) {
        return new SecretReference(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
