package io.metalwright.ops.command;

import io.metalwright.ops.role.AllInOne;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.LocalOptions;
import io.metalwright.ops.role.Watching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything in one process. */
@Command(
        name = "up",
        description =
                "Run everything in one process, beside a Temporal dev server. Needs root for the ports of DHCP and TFTP.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--yes", description = "Install what is needed from the distribution without asking")
    boolean yes;

    @Mixin
    DataOption data = new DataOption();

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1",
            description = "Address of API and pages. Default: ${DEFAULT-VALUE}")
    String listen = "";

    @Mixin
    BootPortOptions bootPorts = new BootPortOptions();

    @Mixin
    WatchingOptions site = new WatchingOptions();

    @ArgGroup
    SecretKeyOptions keys = new SecretKeyOptions();

    @Mixin
    DnsOptions dns = new DnsOptions();

    @Mixin
    SmbOptions smb = new SmbOptions();

    @Mixin
    LocalOptions local = new LocalOptions();

    @Override
    public Integer call() throws Exception {
        var extras = new AllInOne.Extras(
                watching(),
                keys.named().orElse(null),
                configuration -> smb.added(dns.added(bootPorts.added(configuration))));
        var settings = local.settings(Home.found(), data.folder(), listen, extras);
        var all = AllInOne.start(settings);
        var out = spec.commandLine().getOut();
        out.println("Metalwright is up.");
        out.println("  pages and API    " + settings.api());
        out.println("  Temporal UI      " + settings.temporalUi());
        out.println("  state            " + settings.data().root());
        out.println("  access token     " + token(settings.data().adminToken(), all.tokenIsNew()));
        out.println("Ctrl-C stops it; started again, everything goes on.");
        out.flush();
        return Serving.untilStopped(all);
    }

    private Watching watching() {
        var watching = site.watching();
        var events = watching.redfishEvents();
        if (events != null && (events.getPort() == bootPorts.https || events.getPort() == bootPorts.http)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--redfish-events cannot have port " + events.getPort()
                            + ": the boot services of this process listen there. Take another, such as 8444.");
        }
        return watching;
    }

    /** Told to a person once; in a log it would stay. */
    private static String token(Path file, boolean isNew) throws IOException {
        var terminal = System.console();
        boolean seen = isNew && terminal != null && terminal.isTerminal();
        return (isNew ? "new, " : "") + "in " + file
                + (seen ? ": " + Files.readString(file).strip() : "");
    }
}
