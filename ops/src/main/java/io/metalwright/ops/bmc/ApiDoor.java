package io.metalwright.ops.bmc;

import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.MediumKind;
import io.metalwright.model.bmc.MediumWish;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.ops.client.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The BMC of a machine in the CMDB, asked by a worker of its site. */
public final class ApiDoor implements BmcDoor {
    private static final String FIRMWARE = "firmware";
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ApiClient api;
    private final String machine;

    public ApiDoor(ApiClient api, String machine) {
        this.api = api;
        this.machine = machine;
    }

    @Override
    public JsonNode ask(BmcRequest request) {
        var path = "/machines/" + ApiClient.segment(machine) + "/bmc";
        return switch (request.verb()) {
            case INFO -> api.get(path);
            case CHASSIS,
                    BOOT,
                    SENSORS,
                    EVENTS,
                    PARTS,
                    USERS,
                    LAN,
                    MEDIA,
                    BROKER,
                    FIRMWARE,
                    BIOS,
                    VOLUMES,
                    FIRMWARE_INVENTORY -> api.get(path + "/" + request.verb().word());
            case SET_BOOT -> api.putJson(path + "/boot", Objects.requireNonNull(request.boot()));
            case SET_FIRMWARE -> api.putJson(path + "/firmware", Objects.requireNonNull(request.firmware()));
            case SET_BIOS -> api.putJson(path + "/bios", Objects.requireNonNull(request.bios()));
            case CLEAR_EVENTS -> api.delete(path + "/events");
            case INSERT_MEDIUM ->
                api.putJson(
                        path + "/media/" + drive(request),
                        Map.of("image", Objects.requireNonNull(wish(request).image())));
            case EJECT_MEDIUM -> api.delete(path + "/media/" + drive(request));
        };
    }

    private static String drive(BmcRequest request) {
        return ApiClient.segment(Objects.requireNonNullElse(wish(request).drive(), MediumKind.CD.word()));
    }

    private static MediumWish wish(BmcRequest request) {
        return Objects.requireNonNull(request.medium());
    }

    /** By a run, as everything that changes a machine. */
    @Override
    public void switchPower(PowerCommand command) {
        follow(api.post(
                "/runs", Map.of("kind", "power", "machine", machine, "spec", Map.of("command", command.word()))));
    }

    /** Gives the BMC another password, by a run; returns it when it is done. */
    public JsonNode rotatePassword() {
        return follow(api.post("/runs", Map.of("kind", "rotate", "machine", machine, "spec", Map.of())));
    }

    /** By a run, as everything that changes a machine. */
    @Override
    public JsonNode updateFirmware(FirmwareImage image) {
        var step = Map.of(
                "do", FIRMWARE, "image", image.image(), "targets", image.targets(), "atRestart", image.atRestart());
        var run = follow(api.post(
                "/runs",
                Map.of(
                        "kind",
                        "runbook",
                        "machine",
                        machine,
                        "spec",
                        Map.of("runbook", FIRMWARE, "steps", List.of(step)))));
        var seen = run.path("steps")
                .valueStream()
                .filter(done -> done.path("name").asString("").equals(FIRMWARE))
                .map(done -> done.path("evidence").asString(""))
                .findFirst()
                .orElse(run.path("outcome").asString(""));
        return JsonNodeFactory.instance
                .objectNode()
                .put("outcome", seen)
                .put("run", run.path("id").asString(""));
    }

    private JsonNode follow(JsonNode started) {
        var run = started;
        var path = "/runs/" + ApiClient.segment(run.path("id").asString(""));
        while (true) {
            var state = run.path("state").asString("");
            switch (state) {
                case "done" -> {
                    return run;
                }
                case "failed", "cancelled" ->
                    throw new IllegalStateException("The run " + run.path("id").asString("") + " ended as " + state
                            + ": " + run.path("outcome").asString("no reason was told"));
                case "waiting" ->
                    throw new IllegalStateException("The run " + run.path("id").asString("") + " waits for you: "
                            + run.path("waiting").path("trouble").asString("") + ". See 'metalwright runs show "
                            + run.path("id").asString("") + "', then retry or cancel it.");
                default -> pause();
            }
            run = api.get(path);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the run goes on by itself", e);
        }
    }

    @Override
    public void close() {
        // Each call is one of its own.
    }
}
