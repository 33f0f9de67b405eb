package io.metalwright.ops.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Pace;
import io.metalwright.ops.simulated.disk.SeededImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays a fleet by the words that come in: {@code on COUNT}, {@code registered MAC}, {@code report}; until their end. */
@Command(
        name = "simulate",
        description = {
            "Plays many machines at once: BMCs, DHCP through a relay agent, BootOS, disks, installed systems.",
            "Reads 'on COUNT', 'registered MAC' and 'report' from its input. 'metalwright lab fleet' runs it."
        },
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How quick machines are. */
    enum Speed {
        BRISK(Pace.BRISK),
        INSTANT(Pace.INSTANT);

        private final Pace pace;

        Speed(Pace pace) {
            this.pace = pace;
        }
    }

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--machines", defaultValue = "10", description = "How many. Default: ${DEFAULT-VALUE}")
    int machines;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Chooses hardware and faults. Default: ${DEFAULT-VALUE}")
    long seed;

    @Option(
            names = "--relay",
            defaultValue = "10.80.0.1",
            description = "Address of the relay agent. Default: ${DEFAULT-VALUE}")
    String relay = "";

    @Option(names = "--server", required = true, description = "Address of the DHCP server")
    String server = "";

    @Option(
            names = "--bmcs",
            defaultValue = "10.82.0.1",
            description = "The first BMC's address from the factory. Default: ${DEFAULT-VALUE}")
    String bmcs = "";

    @Option(
            names = "--faults",
            split = ",",
            description = "Kinds of faults that some machines have: ${COMPLETION-CANDIDATES}. Default: none")
    List<Fault> faults = List.of();

    @Option(
            names = "--share",
            defaultValue = "0.1",
            description = "Share of the machines that have each kind. Default: ${DEFAULT-VALUE}")
    double share;

    @Option(
            names = "--speed",
            defaultValue = "BRISK",
            description = "How quick they are: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    Speed speed = Speed.BRISK;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "Write an image that they can boot to this file first")
    @Nullable
    Path image;

    @Override
    public Integer call() throws IOException {
        if (image != null) {
            SeededImage.small(image, seed);
        }
        var chosen = EnumSet.noneOf(Fault.class);
        chosen.addAll(faults);
        var plan = new Fleet.Plan(
                machines,
                seed,
                Ipv4Address.of(relay),
                Ipv4Address.of(server),
                Ipv4Address.of(bmcs),
                chosen,
                share,
                speed.pace);
        var out = spec.commandLine().getOut();
        try (var fleet = Fleet.rack(plan);
                var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            say(out, "racked " + machines);
            for (var line = words.readLine(); line != null; line = words.readLine()) {
                obey(fleet, line.strip().split(" "), out);
            }
        }
        return 0;
    }

    private static void obey(Fleet fleet, String[] words, PrintWriter out) throws IOException {
        switch (words[0]) {
            case "on" -> fleet.switchOn(Integer.parseInt(words[1]));
            case "registered" -> fleet.registered(MacAddress.of(words[1]));
            case "report" -> say(out, JSON.writeValueAsString(fleet.counts()));
            default -> throw new IllegalStateException("'" + words[0] + "' is no word for a fleet");
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
