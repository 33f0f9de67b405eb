package io.metalwright.ops.demo;

import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.role.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A virtual rack of one server, made by the lab's command line; destroyed when it is closed. */
final class DemoRack implements AutoCloseable {
    private static final String NAME = "demo";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Home home;
    private final Path state;
    private final JsonNode rack;

    private DemoRack(Home home, Path state, JsonNode rack) {
        this.home = home;
        this.state = state;
        this.rack = rack;
    }

    /** What an earlier demo left is destroyed first. */
    static DemoRack make(Home home, Path state, String firmware) throws IOException, InterruptedException {
        Programs.run(PATIENCE, lab(home, state, "destroy", NAME));
        Programs.succeed(PATIENCE, lab(home, state, "create", NAME, "--firmware", firmware));
        var racks = JSON.readTree(Programs.succeed(PATIENCE, lab(home, state, "list", "--json")));
        for (var rack : racks) {
            if (rack.path("rack").asString("").equals(NAME)) {
                return new DemoRack(home, state, rack);
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

    Cidr network() {
        return Cidr.of(rack.path("network").asString());
    }

    Cidr bmcNetwork() {
        return Cidr.of(rack.path("bmcNetwork").asString());
    }

    /** The n-th address of the provisioning network. */
    Ipv4Address address(int n) {
        return nth(network(), n);
    }

    static Ipv4Address nth(Cidr network, int n) {
        return Ipv4Address.ofBits(network.network().bits() + n);
    }

    String mac() {
        return rack.path("machines").path(0).path("mac").path(0).asString();
    }

    String serialLog() {
        return rack.path("machines").path(0).path("serialLog").asString("");
    }

    /** Somebody presses the power button: nobody knows the machine yet, nor its BMC. */
    void pressPowerButton() throws IOException, InterruptedException {
        Programs.succeed(PATIENCE, lab(home, state, "power", NAME + "/m1", "on"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Programs.run(PATIENCE, lab(home, state, "destroy", NAME));
    }
}
