package io.metalwright.api.template;

import io.metalwright.api.problem.BodyProblems;
import io.metalwright.api.problem.Problem;
import io.metalwright.model.spec.ProvisionSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a template may say: any part of a provision spec that holds for more than one machine. */
final class TemplateSpec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private TemplateSpec() {}

    /** The spec as it is kept, or a problem with the field that is wrong. */
    static String checked(Map<String, @Nullable Object> spec) {
        if (spec.containsKey("machine")) {
            throw Problem.invalid("spec.machine", "A template is for any machine, so it names none.");
        }
        if (spec.get("users") instanceof List<?> users) {
            checkPasswords(users);
        }
        ObjectNode written = JSON.valueToTree(spec);
        var whole = written.deepCopy();
        // Looked up when a run is started.
        whole.remove("profile");
        // What every spec needs may be left to the run: something stands in for it while the rest is looked at.
        for (var needed : List.of("image", "hostname")) {
            if (!whole.hasNonNull(needed)) {
                whole.put(needed, "any");
            }
        }
        try {
            JSON.treeToValue(whole, ProvisionSpec.class);
        } catch (JacksonException e) {
            throw BodyProblems.of(e, "spec");
        }
        return JSON.writeValueAsString(written);
    }

    private static void checkPasswords(List<?> users) {
        for (int i = 0; i < users.size(); i++) {
            if (users.get(i) instanceof Map<?, ?> user
                    && user.get("password") instanceof String password
                    && !password.startsWith("secret:")) {
                throw Problem.invalid(
                                "spec.users[" + i + "].password",
                                "A template holds no password, since everybody may read it.")
                        .help("Give it when a run is started, or let the user in by a key: sshKeys.");
            }
        }
    }

    @SuppressWarnings("unchecked") // it was written from such a map
    static Map<String, @Nullable Object> read(String kept) {
        return JSON.readValue(kept, Map.class);
    }
}
