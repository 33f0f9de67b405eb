package io.metalwright.ops.demo;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.role.AllInOne;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
     */
    record Wish(AllInOne.Settings settings, String image, String firmware) {}

    /** How to look around afterwards, and what was proven. */
    record Proof(Map<String, Object> result, String login) {}

    private final Wish wish;
    private final DemoRack rack;
    private final ApiClient api;
    private final Narration narration;
    private final Map<String, Object> seconds = new LinkedHashMap<>();

    Demo(Wish wish, DemoRack rack, ApiClient api, Narration narration) {
        this.wish = wish;
        this.rack = rack;
        this.api = api;
        this.narration = narration;
    }

    Proof play() throws IOException, InterruptedException {
        serveNetwork();
        var began = Instant.now();
        rack.pressPowerButton();
        narration.say("Power on. Nobody knows this machine: MAC " + rack.mac() + ", empty disks, factory BMC.");
        // While the machine boots, its image is built and imported.
        var source = imageSource();
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
        body.put("cidr", rack.network().toString());
        body.put("gateway", rack.address(1).toString());
        body.put("machines", rack.address(100) + "-" + rack.address(199));
        body.put("bmcNetwork", rack.bmcNetwork().toString());
        body.put("bmcs", DemoRack.nth(rack.bmcNetwork(), 100) + "-" + DemoRack.nth(rack.bmcNetwork(), 199));
        body.put("nameServers", List.of());
        body.put("registration", "automatic");
        api.post("/segments", body);
        narration.say("Boot services answer on " + rack.network() + ", unknown machines are registered.");
    }

    private Path imageSource() throws IOException, InterruptedException {
        var images = wish.settings().home().script("images");
        var file = images.resolve(".cache").resolve(wish.image() + ".qcow2");
        if (!Files.exists(file)) {
            narration.say("… building the image " + wish.image() + " from the distribution's packages, once");
        }
        Programs.succeed(
                Duration.ofMinutes(30),
                List.of(images.resolve("build-" + wish.image()).toString(), "--out", file.toString()));
        return file;
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
                        "The machine was not seen within three minutes. Its serial line is " + rack.serialLog());
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
                        rack.address(50).toString(),
                        "prefixLength",
                        rack.network().prefixLength()));
        spec.put("users", List.of(Map.of("name", "operator", "sshKeys", List.of(publicKey()), "sudo", true)));
        spec.put("files", List.of(Map.of("path", FILE, "content", "Made by Metalwright.\n")));
        spec.put("postInstall", "echo \"post-install script ran in $(. /etc/os-release; echo $ID)\"");
        var run = api.post(
                "/runs",
                Map.of("kind", "provision", "machine", machine.path("id").asString(), "spec", spec));
        narration.say("Run " + run.path("id").asString() + " started; the same in the Temporal UI: "
                + run.path("links").path("temporal").asString("-"));
        return new RunFollowing(api, narration).untilOver(run.path("id").asString(), PATIENCE);
    }

    private Path keyFile() {
        return wish.settings().data().root().resolve("demo-key");
    }

    private String publicKey() throws IOException, InterruptedException {
        if (!Files.exists(keyFile())) {
            Programs.succeed(
                    Duration.ofSeconds(30),
                    List.of(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-C",
                            "demo",
                            "-f",
                            keyFile().toString()));
        }
        return Files.readString(Path.of(keyFile() + ".pub")).strip();
    }

    private Proof prove(JsonNode machine, JsonNode run) throws IOException, InterruptedException {
        var login = new ArrayList<>(List.of("ssh", "-i", keyFile().toString()));
        login.addAll(List.of(
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"));
        login.addAll(List.of("-o", "BatchMode=yes", "operator@" + rack.address(50)));
        var command = new ArrayList<>(login);
        command.add("hostname; ip -4 -o address show scope global | awk '{print $4}'; cat " + FILE
                + "; . /etc/os-release; echo \"$PRETTY_NAME\"; findmnt -no SOURCE / || mount | head -1");
        var said = Programs.succeed(Duration.ofMinutes(1), command).lines().toList();
        narration.say("SSH as operator: " + String.join(" · ", said));
        var result = new LinkedHashMap<String, Object>();
        result.put(
                "ok",
                said.contains("first-machine")
                        && said.stream()
                                .anyMatch(
                                        line -> line.startsWith(rack.address(50).toString()))
                        && said.contains("Made by Metalwright."));
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
                        rack.address(50).toString(),
                        "keyFile",
                        keyFile().toString(),
                        "said",
                        said));
        result.put("seconds", seconds);
        result.put("steps", run.path("steps"));
        return new Proof(result, String.join(" ", login));
    }

    private static double secondsSince(Instant began) {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }
}
