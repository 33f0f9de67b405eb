package io.metalwright.ops.command;

import io.metalwright.model.SiteName;
import io.metalwright.ops.role.ControlActivities;
import io.metalwright.ops.role.Parts;
import io.metalwright.ops.role.SiteActivities;
import io.metalwright.ops.role.Traces;
import io.metalwright.ops.role.TracesOption;
import io.metalwright.worker.Workers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A worker as a process of its own. */
@Command(
        name = "worker",
        description =
                "Role: a worker. 'control' has the workflows and the CMDB, 'site' what is done to machines of a site.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    /** Which queues a worker takes from. */
    enum Role {
        CONTROL,
        SITE
    }

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--role", required = true, description = "control or site")
    Role role = Role.CONTROL;

    @Option(
            names = "--site",
            defaultValue = "default",
            description = "Site of a site worker. Default: ${DEFAULT-VALUE}")
    String site = "";

    @Option(
            names = "--site-key",
            paramLabel = "FILE",
            description = "Key file that the workers of a site share. Default: site.key in the data folder")
    @Nullable
    Path siteKey;

    @Option(names = "--images", paramLabel = "FOLDER", description = "Image store. Default: images in the data folder")
    @Nullable
    Path images;

    @Mixin
    ImageSourceOption imageSource = new ImageSourceOption();

    @Mixin
    WatchingOptions watching = new WatchingOptions();

    @Mixin
    TracesOption traces = new TracesOption();

    @Mixin
    DataOption data = new DataOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    TemporalOptions temporal = new TemporalOptions();

    @Override
    public Integer call() throws Exception {
        var folder = data.folder();
        folder.make();
        var imageFolder = images == null ? folder.images() : images;
        var parts = new Parts();
        Serving.closeAtEnd(parts);
        var connection = parts.opened(temporal.connect(folder));
        var cmdb = parts.opened(database.open(folder));
        connection.awaitReady();
        var workers =
                new Workers(connection.client(), Traces.opened(parts, traces.collector, "metalwright-" + word(role)));
        switch (role) {
            case CONTROL -> ControlActivities.addTo(workers, cmdb, imageFolder);
            case SITE -> {
                var activities = parts.opened(SiteActivities.open(
                        siteKey == null ? folder.siteKey() : siteKey, imageFolder, imageSource.address(), cmdb));
                workers.site(SiteName.of(site), activities.all()).consoles(SiteName.of(site), activities.consoles());
                parts.opened(activities.watch(SiteName.of(site), watching.watching(), folder.redfishEvents()));
            }
        }
        parts.opened(workers.start());
        spec.commandLine().getOut().println("The " + word(role) + " worker is ready.");
        spec.commandLine().getOut().flush();
        return Serving.untilStopped(parts);
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
