package io.metalwright.ops.command;

import io.metalwright.ops.role.AllInOne;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.LocalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
                site.watching(), keys.named().orElse(null), configuration -> smb.added(dns.added(configuration)));
        var settings = local.settings(Home.found(), data.folder(), listen, extras);
        var all = AllInOne.start(settings);
        var out = spec.commandLine().getOut();
        out.println("Metalwright is up.");
        out.println("  pages and API    " + settings.api());
        out.println("  Temporal UI      " + settings.temporalUi());
        out.println("  state            " + settings.data().root());
        out.println("  access token     " + (all.tokenIsNew() ? "new, " : "") + "in "
                + settings.data().adminToken());
        out.println("Ctrl-C stops it; started again, everything goes on.");
        out.flush();
        return Serving.untilStopped(all);
    }
}
