package io.metalwright.workflows;

import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.network.Segment;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a site's boot-services which segments they serve and what machines fetch there, and waits for as long as they are away. Its id is {@code
 * segments/<site>}. Who started it before configurations could be told names none.
 */
@WorkflowInterface
public interface ServeSegments {
    @WorkflowMethod(name = "ServeSegments")
    void run(SiteName site, List<Segment> segments, @Nullable List<BootConfiguration> configurations);
}
