package io.metalwright.ops.demo;

import io.metalwright.ops.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An empty server with real firmware and a real BMC becomes a running system, told as it happens. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String FILE = "/etc/motd";

    /**
     * @param image {@code debian} or {@code tiny}
     * @param firmware {@code bios} or {@code uefi}
     * @param simulated whether the machine is one of the mind, which is said at every turn
     */
    record Wish(String image, String firmware, boolean simulated) {}

    /** How to look around afterwards, and what was proven. */
    record Proof(Map<String, Object> result, String login) {}

    private final Wish wish;
    private final Stage stage;
    private final ApiClient api;
    private final Narration narration;
    private final Map<String, Object> seconds = new LinkedHashMap<>();

    Demo(Wish wish, Stage stage, ApiClient api, Narration narration) {
        this.wish = wish;
        this.stage = stage;
        this.api = api;
        this.narration = narration;
    }

    Proof play() throws IOException, InterruptedException {
        serveNetwork();
        var began = Instant.now();
        stage.pressPowerButton();
        narration.say((wish.simulated() ? "simulated: power" : "Power") + " on. Nobody knows this machine: MAC "
                + stage.mac() + ", empty disks, factory BMC.");
        // While the machine boots, its image is built and imported.
        var source = stage.image(wish.image(), narration);
        importImage(source);
        var machine = registered();
        seconds.put("registered", secondsSince(began));
        began = Instant.now();
        var run = provision(machine);
        seconds.put("provisioned", secondsSince(began));
        return prove(machine, run);
    }

    private void serveNetwork() {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", "demo");
        body.put("site", "default");
        body.put("cidr", stage.network().toString());
        body.put("gateway", stage.address(1).toString());
        body.put("machines", stage.address(100) + "-" + stage.address(199));
        body.put("bmcNetwork", stage.bmcNetwork().toString());
        body.put("bmcs", Stage.nth(stage.bmcNetwork(), 100) + "-" + Stage.nth(stage.bmcNetwork(), 199));
        body.put("nameServers", List.of());
        body.put("registration", "automatic");
        api.post("/segments", body);
        narration.say("Boot services answer on " + stage.network() + ", unknown machines are registered.");
    }

    private void importImage(Path source) throws IOException, InterruptedException {
        var began = Instant.now();
        api.put("/images/" + wish.image() + "/content", source);
        JsonNode image = api.get("/images/" + wish.image());
        while (image.path("state").asString("").equals("importing")) {
            narration.progress("importing the image " + wish.image(), "", 0);
            Thread.sleep(500);
            image = api.get("/images/" + wish.image());
        }
        if (!image.path("state").asString("").equals("ready")) {
            throw new IllegalStateException(
                    "The image was not taken: " + image.path("error").asString(""));
        }
        seconds.put("imageImported", secondsSince(began));
        narration.say("Image %s: %.0f MB on disk, %.0f MB of data, %.0f MB to send."
                .formatted(
                        wish.image(),
                        image.path("sizeBytes").asLong() / 1e6,
                        image.path("dataBytes").asLong() / 1e6,
                        image.path("storedBytes").asLong() / 1e6));
    }

    private JsonNode registered() throws InterruptedException {
        var following = new RunFollowing(api, narration);
        var deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (true) {
            var runs = api.get("/runs?kind=register");
            if (!runs.path("items").isEmpty()) {
                var run = following.untilOver(
                        runs.path("items").path(0).path("id").asString(), PATIENCE);
                return api.get("/machines/" + run.path("machine").asString());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "The machine was not seen within three minutes. Its serial line is " + stage.serialLog());
            }
            narration.progress("waiting for the machine's first packet", "", 0);
            Thread.sleep(500);
        }
    }

    private JsonNode provision(JsonNode machine) throws IOException, InterruptedException {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("image", wish.image());
        spec.put("hostname", "first-machine");
        spec.put("disks", Map.of("raid", "software-raid1"));
        spec.put(
                "network",
                Map.of(
                        "address",
                        stage.address(50).toString(),
                        "prefixLength",
                        stage.network().prefixLength()));
        spec.put("users", List.of(Map.of("name", "operator", "sshKeys", List.of(stage.loginKey()), "sudo", true)));
        spec.put("files", List.of(Map.of("path", FILE, "content", "Made by Metalwright.\n")));
        spec.put("postInstall", "echo \"post-install script ran in $(. /etc/os-release; echo $ID)\"");
        var run = api.post(
                "/runs",
                Map.of("kind", "provision", "machine", machine.path("id").asString(), "spec", spec));
        narration.say("Run " + run.path("id").asString() + " started; the same in the Temporal UI: "
                + run.path("links").path("temporal").asString("-"));
        return new RunFollowing(api, narration).untilOver(run.path("id").asString(), PATIENCE);
    }

    private Proof prove(JsonNode machine, JsonNode run) throws IOException, InterruptedException {
        var login = stage.logIn(stage.address(50), FILE);
        var said = login.said();
        narration.say("SSH as operator: " + String.join(" · ", said));
        var result = new LinkedHashMap<String, Object>();
        result.put(
                "ok",
                said.contains("first-machine")
                        && said.stream()
                                .anyMatch(line ->
                                        line.startsWith(stage.address(50).toString()))
                        && said.contains("Made by Metalwright."));
        result.put("simulated", wish.simulated());
        result.put("machine", machine.path("id").asString());
        result.put("run", run.path("id").asString());
        result.put("state", run.path("state").asString());
        result.put("firmware", wish.firmware());
        result.put("image", wish.image());
        result.put(
                "ssh",
                Map.of(
                        "user",
                        "operator",
                        "address",
                        stage.address(50).toString(),
                        "keyFile",
                        login.keyFile().toString(),
                        "command",
                        login.command(),
                        "said",
                        said));
        result.put("seconds", seconds);
        result.put("steps", run.path("steps"));
        return new Proof(result, login.command());
    }

    private static double secondsSince(Instant began) {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }
}
