package io.metalwright.api.openapi;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.spec.CleanSpec;
import io.metalwright.model.spec.InspectSpec;
import io.metalwright.model.spec.PowerSpec;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.model.spec.ReinstallSpec;
import io.metalwright.model.spec.ReleaseSpec;
import io.metalwright.model.spec.RescueSpec;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What springdoc reads from the controllers, and what it cannot read there: who may ask, how failures look, and a body that is no JSON. */
final class OpenApiDocument {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final String ABOUT = """
            {"title": "Metalwright", "version": "v1",
             "description": "Turns bare servers into working machines. Times are ISO 8601 in UTC, sizes are bytes. A field that is not known is refused."}""";

    private static final String BEARER = """
            {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "mw_…", "description": "An access token."}}""";

    private static final String PROBLEM = """
            {"type": "object", "description": "A failure (RFC 9457).", "required": ["type", "title", "status", "detail"],
             "properties": {
               "type": {"type": "string", "format": "uri"},
               "title": {"type": "string"},
               "status": {"type": "integer"},
               "detail": {"type": "string", "description": "What is wrong."},
               "field": {"type": "string", "description": "The field that is wrong: spec.users[0].name"},
               "help": {"type": "string", "description": "What would be right, or would help."},
               "run": {"type": "string", "description": "Path of the run that is the reason."}}}""";

    private static final String FAILURE = """
            {"description": "What is wrong, and what would be right.",
             "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}""";

    private static final String BYTES = """
            {"required": true, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}""";

    private static final String NEW_RUN = """
            {"type": "object", "required": ["kind"],
             "properties": {
               "kind": {"type": "string", "enum": [%s]},
               "machine": {"type": "string", "description": "Its id or name."},
               "planHash": {"type": "string", "description": "Hash of a plan that a dry run told: refused when it is another by now."},
               "spec": {"description": "By kind: what such a run takes.", "oneOf": [%s]}}}""";

    /** What runs of the kinds take. */
    private static final List<Class<?>> SPECS = List.of(
            ProvisionSpec.class,
            PowerSpec.class,
            RegisterSpec.class,
            InspectSpec.class,
            ReinstallSpec.class,
            ReleaseSpec.class,
            CleanSpec.class,
            RescueSpec.class);

    private static final String NEW_RUN_BODY = """
            {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewRun"}}}}""";

    private static final String TEMPLATE = """
            {"type": "string", "description": "A template that holds where the spec does not say otherwise."}""";

    private static final String PROFILE = """
            {"type": "string", "description": "A hardware profile that holds where neither the spec nor its template says otherwise."}""";

    private static final String CHANGE = """
            {"type": "object", "description": "Fields of the spec to replace, by JSON pointer.", "additionalProperties": {}}""";

    private static final String EVENTS = """
            {"schema": {"type": "string", "description": "Events `run` (a RunAnswer), `log` (a NumberedLine) and, when the run is over, `end`."}}""";

    private OpenApiDocument() {}

    static String tidy(JsonNode made) {
        var document = (ObjectNode) made.deepCopy();
        // The port is another in each test; pages and command line use the API that they were served by.
        document.remove(List.of("servers", "tags"));
        document.set("info", JSON.readTree(ABOUT));
        document.putArray("security").addObject().putArray("bearer");
        document.withObject("components").set("securitySchemes", JSON.readTree(BEARER));
        var schemas = document.withObject("components").withObject("schemas");
        schemas.set("Problem", JSON.readTree(PROBLEM));
        schemas.remove("JsonNode");
        schemas.set("NewRun", JSON.readTree(newRun()));
        schemas.withObject("SteeringWord").withObject("properties").set("change", JSON.readTree(CHANGE));
        for (var spec : SPECS) {
            add(spec, schemas);
        }
        schemas.withObject("ProvisionSpec").withObject("properties").set("template", JSON.readTree(TEMPLATE));
        for (var spec : List.of("ProvisionSpec", "ReinstallSpec")) {
            schemas.withObject(spec).withObject("properties").set("profile", JSON.readTree(PROFILE));
        }
        for (var path : document.withObject("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                tidy((ObjectNode) operation.getValue(), path.getKey());
            }
        }
        return JSON.writeValueAsString(document) + "\n";
    }

    private static String answer(String description, String schema) {
        return """
                {"description": "%s", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/%s"}}}}""".formatted(description, schema);
    }

    private static String newRun() {
        return NEW_RUN.formatted(
                Arrays.stream(RunKind.values())
                        .map(kind -> "\"" + kind.word() + "\"")
                        .collect(Collectors.joining(", ")),
                SPECS.stream()
                        .map(spec -> "{\"$ref\": \"#/components/schemas/" + spec.getSimpleName() + "\"}")
                        .collect(Collectors.joining(", ")));
    }

    /** What a spec looks like is told by its own type; the controller takes any object, and reads it by the kind of run. */
    private static void add(Class<?> spec, ObjectNode schemas) {
        var read = ModelConverters.getInstance(true).readAll(spec);
        schemas.setAll((ObjectNode) JSON.readTree(Json31.pretty(read)));
    }

    private static void tidy(ObjectNode operation, String path) {
        operation.putArray("tags").add(path.split("/")[3]);
        var responses = operation.withObject("responses");
        responses.set("default", JSON.readTree(FAILURE));
        switch (operation.path("operationId").asString()) {
            case "uploadImage" -> operation.set("requestBody", JSON.readTree(BYTES));
            case "startRun" -> {
                operation.set("requestBody", JSON.readTree(NEW_RUN_BODY));
                responses.remove("200");
                responses.set("200", JSON.readTree(answer("What it would do, where that was asked for.", "RunPlan")));
                responses.set("202", JSON.readTree(answer("Accepted", "RunAnswer")));
            }
            case "followRun" ->
                responses.withObject("200").withObject("content").set("text/event-stream", JSON.readTree(EVENTS));
            default -> {}
        }
    }
}
