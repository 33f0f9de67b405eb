package io.metalwright.api.run;

import io.metalwright.api.access.Caller;
import io.metalwright.api.engine.Engine;
import io.metalwright.api.image.ImageByUrl;
import io.metalwright.api.machine.MovedBmc;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** A person's words to runs. Whether one fits is for the run to say: it knows at which step it is. */
@RestController
@RequestMapping(path = "/api/v1/runs/{run}", produces = "application/json")
class SteerController {
    private static final String IMAGE = "/image";
    private static final String BMC_ADDRESS = "/bmc/address";
    private static final String BMC_PORT = "/bmc/port";

    private final Cmdb cmdb;
    private final Engine engine;
    private final TemporalLinks links;
    private final ImageByUrl images;
    private final JsonMapper json;

    SteerController(Cmdb cmdb, Engine engine, TemporalLinks links, ImageByUrl images, JsonMapper json) {
        this.cmdb = cmdb;
        this.engine = engine;
        this.images = images;
        this.links = links;
        this.json = json;
    }

    @PostMapping("/retry")
    RunAnswer retryStep(
            @PathVariable String run,
            @RequestBody(required = false) @Nullable SteeringWord word,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        var row = RunController.find(cmdb, run);
        var change = word == null || word.change() == null ? Map.<String, JsonNode>of() : word.change();
        if (change.isEmpty() || row.machine() == null) {
            return tell(row, "retry", word, change, caller);
        }
        // Where the BMC is may be changed by another until the word is heard: who names a place names a password.
        boolean namesPlace = change.containsKey(BMC_ADDRESS) || change.containsKey(BMC_PORT);
        if (namesPlace && !change.containsKey(Passwords.BMC) || Passwords.isReference(change.get(Passwords.BMC))) {
            MovedBmc.check(caller, "change." + Passwords.BMC);
        }
        var sealed = new LinkedHashMap<>(change);
        nameImage(row, sealed);
        var passwords = new Passwords(cmdb, row.machine());
        passwords.takeOut(sealed);
        passwords.keep();
        try {
            return tell(row, "retry", word, sealed, caller);
        } catch (Problem refused) {
            if (refused.status().is4xxClientError()) {
                passwords.forget();
            }
            throw refused;
        }
    }

    /** A run knows images by their names. One that does not wait will refuse the word, and then nothing is imported for it. */
    private void nameImage(RunRow row, Map<String, JsonNode> change) {
        var image = change.get(IMAGE);
        if (image == null || !image.isString() || !ImageByUrl.isUrl(image.stringValue())) {
            return;
        }
        if (row.state() != RunState.WAITING) {
            throw Problem.conflict(
                    "does-not-fit",
                    "The run cannot do that now",
                    "This run is " + row.state().word() + " and does not wait, so there is nothing to retry.");
        }
        try {
            change.put(IMAGE, StringNode.valueOf(images.named(image.stringValue())));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("change." + IMAGE, String.valueOf(e.getMessage()));
        }
    }

    @PostMapping("/skip")
    RunAnswer skipStep(
            @PathVariable String run,
            @RequestBody(required = false) @Nullable SteeringWord word,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return tell(RunController.find(cmdb, run), "skip", plain(word), Map.of(), caller);
    }

    @PostMapping("/cancel")
    RunAnswer cancelRun(
            @PathVariable String run,
            @RequestBody(required = false) @Nullable SteeringWord word,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return tell(RunController.find(cmdb, run), "cancel", plain(word), Map.of(), caller);
    }

    @PostMapping("/pause")
    RunAnswer pauseRun(
            @PathVariable String run,
            @RequestBody(required = false) @Nullable SteeringWord word,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return tell(RunController.find(cmdb, run), "pause", plain(word), Map.of(), caller);
    }

    @PostMapping("/resume")
    RunAnswer resumeRun(
            @PathVariable String run,
            @RequestBody(required = false) @Nullable SteeringWord word,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return tell(RunController.find(cmdb, run), "resume", plain(word), Map.of(), caller);
    }

    private static @Nullable SteeringWord plain(@Nullable SteeringWord word) {
        if (word != null && word.change() != null && !word.change().isEmpty()) {
            throw Problem.invalid("change", "Only 'retry' takes a change.");
        }
        return word;
    }

    private RunAnswer tell(
            RunRow row, String verb, @Nullable SteeringWord word, Map<String, JsonNode> change, Caller caller) {
        if (row.state().isOver()) {
            throw Problem.conflict(
                    "over", "The run is over", "This run is " + row.state().word() + " and takes no more words.");
        }
        var said = Objects.requireNonNullElse(word, SteeringWord.NONE);
        var view = engine.tell(
                row.workflowId(),
                row.id(),
                verb,
                RunView.class,
                new Steering(caller.name(), said.step(), values(change), said.reason()));
        return RunAnswer.of(view, row.machineName(), row.requestedBy(), null, links.of(row.workflowId(), row.id()));
    }

    private Map<String, Object> values(Map<String, JsonNode> change) {
        return change.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            var value = json.treeToValue(entry.getValue(), Object.class);
            if (value == null) {
                throw Problem.invalid("change." + entry.getKey(), "A field cannot be changed to nothing.");
            }
            return value;
        }));
    }
}
