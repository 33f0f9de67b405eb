package io.metalwright.ops.command;

import io.metalwright.model.run.RunKind;
import java.util.Arrays;
import java.util.Iterator;

/** The kinds of run, for help and completion. */
final class KindWords implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(RunKind.values()).map(RunKind::word).iterator();
    }
}
