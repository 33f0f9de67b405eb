package io.metalwright.ops.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.metalwright.boot.store.Json;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Segment;
import io.metalwright.workflows.steps.BootPlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What boot services serve that nobody publishes to: segments and machines as the API has them, in one JSON file. */
record StandingConfiguration(
        List<Segment> segments, List<MachineBoot> machines, List<BootConfiguration> configurations) {
    StandingConfiguration {
        segments = segments == null ? List.of() : List.copyOf(segments);
        configurations = configurations == null ? List.of() : List.copyOf(configurations);
        machines = machines == null ? List.of() : List.copyOf(machines);
    }

    static StandingConfiguration read(Path file) throws IOException {
        try {
            return Json.MAPPER.readValue(Files.readString(file), StandingConfiguration.class);
        } catch (JsonProcessingException e) {
            throw new IOException("read " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    void publishTo(BootPlans plans) {
        plans.serve(segments);
        plans.configure(configurations);
        machines.forEach(plans::publish);
    }
}
