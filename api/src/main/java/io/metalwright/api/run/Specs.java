package io.metalwright.api.run;

import io.metalwright.api.problem.BodyProblems;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads specs. */
@Component
final class Specs {
    private final Cmdb cmdb;
    private final JsonMapper json;

    Specs(Cmdb cmdb, JsonMapper json) {
        this.cmdb = cmdb;
        this.json = json;
    }

    <T> T read(ObjectNode spec, Class<T> type) {
        try {
            return json.treeToValue(spec, type);
        } catch (JacksonException e) {
            throw BodyProblems.of(e, "spec");
        }
    }

    /** The spec on top of the template that it names. What it says itself wins; objects are joined field by field, lists are replaced. */
    ObjectNode onTemplate(ObjectNode asked) {
        if (!asked.has("template")) {
            return asked;
        }
        var spec = asked.deepCopy();
        var name = spec.remove("template").asString("");
        var template = cmdb.osTemplates()
                .find(name)
                .orElseThrow(() -> Problem.refused(
                                "unknown-template", "There is no such template", "There is no template '" + name + "'.")
                        .at("spec.template"));
        var whole = (ObjectNode) json.readTree(template.spec());
        join(whole, spec);
        return whole;
    }

    /**
     * The spec on top of the hardware profile that it, or its template, names: RAID, boot mode, secure boot and BIOS settings. What it says itself wins; of
     * BIOS settings each one by itself.
     */
    ObjectNode onProfile(ObjectNode asked) {
        if (!asked.has("profile")) {
            return asked;
        }
        var spec = asked.deepCopy();
        var name = spec.remove("profile").asString("");
        var profile = cmdb.hardwareProfiles()
                .find(name)
                .orElseThrow(() -> Problem.refused(
                                "unknown-profile", "There is no such profile", "There is no profile '" + name + "'.")
                        .at("spec.profile"));
        var wanted = (ObjectNode) json.readTree(profile.spec());
        var whole = json.createObjectNode();
        // A controller's volume is no disk that could be joined with another.
        if (wanted.hasNonNull("raid") && !spec.path("disks").hasNonNull("volume")) {
            whole.putObject("disks").set("raid", wanted.get("raid"));
        }
        for (var field : List.of("bootMode", "secureBoot", "bios")) {
            if (wanted.hasNonNull(field)
                    && !(wanted.get(field).isObject() && wanted.get(field).isEmpty())) {
                whole.set(field, wanted.get(field));
            }
        }
        join(whole, spec);
        return whole;
    }

    /** The spec with the steps of the runbook that it names, as they are now: the run goes through these. */
    ObjectNode onRunbook(ObjectNode asked) {
        if (asked.has("steps") || !asked.path("runbook").isString()) {
            return asked;
        }
        var spec = asked.deepCopy();
        var name = spec.path("runbook").asString();
        var runbook = cmdb.runbooks()
                .find(name)
                .orElseThrow(() -> Problem.refused(
                                "unknown-runbook", "There is no such runbook", "There is no runbook '" + name + "'.")
                        .at("spec.runbook"));
        spec.set("steps", json.readTree(runbook.steps()));
        return spec;
    }

    private static void join(ObjectNode base, ObjectNode over) {
        for (var field : over.properties()) {
            if (base.get(field.getKey()) instanceof ObjectNode below && field.getValue() instanceof ObjectNode above) {
                join(below, above);
            } else {
                base.set(field.getKey(), field.getValue());
            }
        }
    }
}
