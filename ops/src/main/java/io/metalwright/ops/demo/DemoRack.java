package io.metalwright.ops.demo;

import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.role.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A virtual rack of one server, made by the lab's command line; destroyed when it is closed. */
final class DemoRack implements Stage {
    private static final String NAME = "demo";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Home home;
    private final Path state;
    private final Path keyFile;
    private JsonNode rack = JSON.createObjectNode();

    DemoRack(Home home, Path state, Path keyFile) {
        this.home = home;
        this.state = state;
        this.keyFile = keyFile;
    }

    /** What an earlier demo left is destroyed first. */
    void make(String firmware) throws IOException, InterruptedException {
        Programs.run(PATIENCE, lab(home, state, "destroy", NAME));
        Programs.succeed(PATIENCE, lab(home, state, "create", NAME, "--firmware", firmware));
        var racks = JSON.readTree(Programs.succeed(PATIENCE, lab(home, state, "list", "--json")));
        for (var made : racks) {
            if (made.path("rack").asString("").equals(NAME)) {
                rack = made;
                return;
            }
        }
        throw new IllegalStateException("the lab made no rack named " + NAME + ": " + racks);
    }

    private static List<String> lab(Home home, Path state, String... words) {
        var command = new ArrayList<String>();
        command.add(home.lab().toString());
        command.add(words[0]);
        command.add("--state");
        command.add(state.toString());
        command.addAll(List.of(words).subList(1, words.length));
        return command;
    }

    @Override
    public Cidr network() {
        return Cidr.of(rack.path("network").asString());
    }

    @Override
    public Cidr bmcNetwork() {
        return Cidr.of(rack.path("bmcNetwork").asString());
    }

    @Override
    public String mac() {
        return rack.path("machines").path(0).path("mac").path(0).asString();
    }

    @Override
    public String serialLog() {
        return rack.path("machines").path(0).path("serialLog").asString("");
    }

    @Override
    public void pressPowerButton() throws IOException, InterruptedException {
        Programs.succeed(PATIENCE, lab(home, state, "power", NAME + "/m1", "on"));
    }

    @Override
    public Path image(String name, Narration narration) throws IOException, InterruptedException {
        var images = home.script("images");
        var file = images.resolve(".cache").resolve(name + ".qcow2");
        if (!Files.exists(file)) {
            narration.say("… building the image " + name + " from the distribution's packages, once");
        }
        Programs.succeed(
                Duration.ofMinutes(30), List.of(images.resolve("build-" + name).toString(), "--out", file.toString()));
        return file;
    }

    @Override
    public String loginKey() throws IOException, InterruptedException {
        if (!Files.exists(keyFile)) {
            var words = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "demo"));
            words.addAll(List.of("-f", keyFile.toString()));
            Programs.succeed(Duration.ofSeconds(30), words);
        }
        return Files.readString(Path.of(keyFile + ".pub")).strip();
    }

    @Override
    public Login logIn(Ipv4Address system, String file) throws IOException, InterruptedException {
        var login = new ArrayList<>(List.of("ssh", "-i", keyFile.toString()));
        login.addAll(List.of(
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"));
        login.addAll(List.of("-o", "BatchMode=yes", "operator@" + system));
        var command = new ArrayList<>(login);
        command.add("hostname; ip -4 -o address show scope global | awk '{print $4}'; cat " + file
                + "; . /etc/os-release; echo \"$PRETTY_NAME\"; findmnt -no SOURCE / || mount | head -1");
        return new Login(
                String.join(" ", login),
                keyFile,
                Programs.succeed(Duration.ofMinutes(1), command).lines().toList());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Programs.run(PATIENCE, lab(home, state, "destroy", NAME));
    }
}
