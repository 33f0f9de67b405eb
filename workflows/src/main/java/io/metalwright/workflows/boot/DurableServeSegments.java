package io.metalwright.workflows.boot;

import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.network.Segment;
import io.metalwright.workflows.ServeSegments;
import io.metalwright.workflows.run.Calls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ServeSegments}: tries until the site's boot-services have heard it. */
public final class DurableServeSegments implements ServeSegments {
    @Override
    public void run(SiteName site, List<Segment> segments, @Nullable List<BootConfiguration> configurations) {
        var boot = Calls.bootPatiently(site);
        boot.serve(segments);
        if (configurations != null) {
            boot.configure(configurations);
        }
    }
}
