package io.metalwright.ops.command;

import io.metalwright.boot.BootServices;
import io.metalwright.boot.BootServicesConfiguration;
import io.metalwright.boot.PlanWorker;
import io.metalwright.boot.announce.TemporalCourier;
import io.metalwright.model.SiteName;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.Parts;
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

    @Mixin
    DataOption data = new DataOption();

    @Mixin
    TemporalOptions temporal = new TemporalOptions();

    @Override
    public Integer call() throws Exception {
        var system = bootOs == null ? Home.found().bootOs() : bootOs;
        Home.requireBootOs(system);
        var folder = data.folder();
        folder.make();
        var name = SiteName.of(site);
        var parts = new Parts();
        Serving.closeAtEnd(parts);
        var connection = parts.opened(temporal.connect(folder));
        var boot = parts.opened(BootServices.start(
                BootServicesConfiguration.usual(
                        name, folder.bootServices(name), system, images == null ? folder.images() : images),
                new TemporalCourier(connection.client())));
        parts.opened(PlanWorker.start(connection.client(), name, boot.plans()));
        spec.commandLine().getOut().println("The boot services of site " + name + " are ready.");
        spec.commandLine().getOut().flush();
        return Serving.untilStopped(parts);
    }
}
