package io.metalwright.workflows.provision;

import io.metalwright.model.Sha256;
import io.metalwright.model.plan.PlannedFileSystem;
import io.metalwright.workflows.steps.FileSystems;
import java.util.List;
import java.util.Objects;
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
        var sum = Sha256.sumOf(run + " " + index + " " + planned).hex();
        return new FileSystems.Wanted(
                "metalwright-" + sum.substring(0, 16),
                uuid(sum),
                planned.bytes(),
                planned.type(),
                Objects.requireNonNullElse(planned.label(), ""),
                planned.mount(),
                planned.options());
    }

    /** Version 8, which is whatever its maker wants (RFC 9562 section 5.8). */
    private static String uuid(String sum) {
        return sum.substring(0, 8) + "-" + sum.substring(8, 12) + "-8" + sum.substring(13, 16) + "-a"
                + sum.substring(17, 20) + "-" + sum.substring(20, 32);
    }
}
