package io.metalwright.ops.command;

import io.metalwright.model.power.BmcProtocol;
import java.util.Arrays;
import java.util.Iterator;

/** How BMCs are spoken to, for help and completion. */
final class ProtocolWords implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(BmcProtocol.values()).map(BmcProtocol::word).iterator();
    }
}
