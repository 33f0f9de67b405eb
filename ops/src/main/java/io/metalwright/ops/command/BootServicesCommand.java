package io.metalwright.ops.command;

import io.metalwright.boot.BootServices;
import io.metalwright.boot.BootServicesConfiguration;
import io.metalwright.boot.PlanWorker;
import io.metalwright.boot.announce.TemporalCourier;
import io.metalwright.model.SiteName;
import io.metalwright.ops.role.DataFolder;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.Parts;
import io.metalwright.ops.role.Traces;
import io.metalwright.ops.role.TracesOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The boot services of a site, as a process of their own. They need no database, and answer also while Temporal is away. */
@Command(
        name = "boot-services",
        description = "Role: DHCP, TFTP, HTTP and the agents' door of a site. Needs root for their ports.",
        mixinStandardHelpOptions = true)
final class BootServicesCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--site", defaultValue = "default", description = "Site. Default: ${DEFAULT-VALUE}")
    String site = "";

    @Option(names = "--images", paramLabel = "FOLDER", description = "Image store. Default: images in the data folder")
    @Nullable
    Path images;

    @Option(
            names = "--bootos",
            paramLabel = "FOLDER",
            description = "Folder with kernel and initrd of BootOS. Default: the one that was built")
    @Nullable
    Path bootOs;

    @Option(
            names = "--standing",
            paramLabel = "FILE",
            description = "Serve the segments and machines of this JSON file (docs/operating.md), and need no Temporal")
    @Nullable
    Path standing;

    @Option(
            names = "--files",
            paramLabel = "FOLDER",
            description = "What TFTP and HTTP serve to firmware. Default: the distribution's iPXE")
    @Nullable
    Path files;

    @Mixin
    BootPortOptions ports = new BootPortOptions();

    @Mixin
    ImageSourceOption imageSource = new ImageSourceOption();

    @Mixin
    PeerOptions peer = new PeerOptions();

    @Mixin
    DnsOptions dns = new DnsOptions();

    @Mixin
    SmbOptions smb = new SmbOptions();

    @Mixin
    TracesOption traces = new TracesOption();

    @Mixin
    DataOption data = new DataOption();

    @Mixin
    TemporalOptions temporal = new TemporalOptions();

    @Override
    public Integer call() throws Exception {
        var home = Home.found();
        var system = bootOs == null ? home.bootOs() : bootOs;
        var folder = data.folder();
        folder.make();
        var name = SiteName.of(site);
        var configuration = configuration(name, folder, system);
        var parts = new Parts();
        Serving.closeAtEnd(parts);
        if (standing == null) {
            Home.requireBootOs(system);
            var connection = parts.opened(temporal.connect(folder));
            BootServices.rehearse();
            var boot = parts.opened(BootServices.start(configuration, new TemporalCourier(connection.client())));
            parts.opened(PlanWorker.start(
                    connection.client(),
                    name,
                    boot.plans(),
                    Traces.opened(parts, traces.collector, "metalwright-boot-services")));
        } else {
            var served = StandingConfiguration.read(standing);
            BootServices.rehearse();
            var boot = parts.opened(BootServices.start(configuration, new NobodyTold()));
            served.publishTo(boot.plans());
        }
        spec.commandLine().getOut().println("The boot services of site " + name + " are ready.");
        spec.commandLine().getOut().flush();
        return Serving.untilStopped(parts);
    }

    private BootServicesConfiguration configuration(SiteName name, DataFolder folder, Path system) {
        var usual = BootServicesConfiguration.usual(
                name, folder.bootServices(name), system, images == null ? folder.images() : images);
        var onPorts = ports.added(usual);
        var source = imageSource.address();
        var fetching = source == null ? onPorts : onPorts.fetchingFrom(source);
        return smb.added(peer.added(dns.added(files == null ? fetching : fetching.serving(files))));
    }
}
