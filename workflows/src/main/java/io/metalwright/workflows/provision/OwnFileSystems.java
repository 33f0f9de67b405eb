package io.metalwright.workflows.provision;

import io.metalwright.model.Sha256;
import io.metalwright.model.plan.PlannedFileSystem;
import io.metalwright.workflows.steps.FileSystems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/** Names of what a run makes: the same whenever it is asked, others in another run and for another wish. */
record OwnFileSystems(String run) {
    /** @param planned all of one disk */
    List<FileSystems.Wanted> of(List<PlannedFileSystem> planned) {
        return IntStream.range(0, planned.size())
                .mapToObj(index -> wanted(index, planned.get(index)))
                .toList();
    }

    private FileSystems.Wanted wanted(int index, PlannedFileSystem planned) {
        var identity = run + " " + index + " " + planned;
        return new FileSystems.Wanted(
                "metalwright-" + Sha256.sumOf(identity).hex().substring(0, 16),
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                planned.bytes(),
                planned.type(),
                Objects.requireNonNullElse(planned.label(), ""),
                planned.mount(),
                planned.options());
    }
}
