package io.metalwright.ops.demo;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.role.AllInOne;
import io.metalwright.ops.role.DataFolder;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.LocalOptions;
import io.metalwright.ops.role.Parts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The main job in one command. */
@Command(
        name = "demo",
        description = {
            "Show the main job: a virtual server with empty disks, real firmware and a real BMC becomes a running Debian.",
            "Needs root, but for --simulated. Stays up until Ctrl-C, so that one can look around."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final List<String> FIRMWARES = List.of("bios", "uefi", "uefi-secure");
    private static final List<String> IMAGES = List.of("debian", "tiny");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--yes", description = "Install what is needed from the distribution without asking")
    boolean yes;

    @Option(names = "--once", description = "End after the proof, and stop all that was started")
    boolean once;

    @Option(names = "--json", description = "Print the result as JSON")
    boolean json;

    @Option(
            names = "--simulated",
            description = {
                "Play the server in this process: no root, no QEMU, no BootOS, an image of seeded bytes.",
                "All else is real: API, pages, Temporal, runs, boot services, IPMI, SSH, TLS."
            })
    boolean simulated;

    @Option(names = "--image", defaultValue = "debian", description = "debian or tiny. Default: ${DEFAULT-VALUE}")
    String image = "";

    @Option(names = "--firmware", defaultValue = "bios", description = "bios or uefi. Default: ${DEFAULT-VALUE}")
    String firmware = "";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of all state. Default: demo in the usual data folder")
    @Nullable
    Path data;

    @Mixin
    LocalOptions local = new LocalOptions();

    @Override
    public Integer call() throws Exception {
        var home = Home.found();
        var folder = data == null
                ? new DataFolder(home.usualData().root().resolve(simulated ? "demo-simulated" : "demo"))
                : new DataFolder(data);
        check("--firmware", firmware, FIRMWARES);
        check("--image", image, IMAGES);
        var parts = new Parts();
        parts.opened(DemoFolder.startAfresh(folder));
        var settings = local.settings(home, folder, "127.0.0.1");
        if (simulated) {
            settings = SimulatedStage.settings(settings);
        }
        var narration = Narration.onStandardError();

        var closer = new Thread(parts::close, "stop");
        Runtime.getRuntime().addShutdownHook(closer);
        narration.say(
                simulated
                        ? "… Metalwright starts; simulated: the server, its BMC and its disks are played in this process"
                        : "… a virtual server (" + firmware + ") and Metalwright start");
        var stage = simulated
                ? parts.opened(SimulatedStage.make(settings))
                // Before it is made: whoever ends the demo in the middle leaves nothing behind.
                : parts.opened(new DemoRack(
                        home, folder.root().resolve("lab"), folder.root().resolve("demo-key")));
        if (stage instanceof DemoRack rack) {
            rack.make(firmware);
        }
        parts.opened(AllInOne.start(settings));
        narration.say("Metalwright is up: " + settings.api() + ", Temporal UI " + settings.temporalUi());

        var api = new ApiClient(
                settings.api(), Files.readString(folder.adminToken()).strip());
        var wish = new Demo.Wish(simulated ? SimulatedStage.IMAGE : image, simulated ? "bios" : firmware, simulated);
        var proof = new Demo(wish, stage, api, narration).play();
        boolean ok = Boolean.TRUE.equals(proof.result().get("ok"));
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(proof.result()));
        } else {
            sayHowToLookAround(settings, proof);
        }
        spec.commandLine().getOut().flush();
        if (!once) {
            new CountDownLatch(1).await();
        }
        return ok ? 0 : 1;
    }

    private void check(String option, String word, List<String> known) {
        if (!known.contains(word)) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + String.join(" or ", known) + ", and not '" + word + "'.");
        }
    }

    private void sayHowToLookAround(AllInOne.Settings settings, Demo.Proof proof) {
        var out = spec.commandLine().getOut();
        out.println();
        out.println(
                simulated
                        ? "simulated: no machine was touched, and none runs but in this process. Look around:"
                        : "The machine runs. Look around:");
        out.println("  log in        " + proof.login());
        out.println("  pages         " + settings.api() + "  (access token: "
                + settings.data().adminToken() + ")");
        out.println("  Temporal UI   " + settings.temporalUi());
        out.println("  the run       METALWRIGHT_DATA=" + settings.data().root() + " metalwright runs show "
                + proof.result().get("run"));
        if (!once) {
            out.println(
                    "Ctrl-C stops everything and removes the " + (simulated ? "simulated" : "virtual") + " server.");
        }
    }
}
