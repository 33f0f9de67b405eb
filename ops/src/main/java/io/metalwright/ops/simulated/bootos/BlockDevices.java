package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.disk.BlockStore;
import io.metalwright.ops.simulated.disk.DosTable;
import io.metalwright.ops.simulated.disk.Mirror;
import io.metalwright.ops.simulated.disk.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Disks, arrays and partitions by the names that they have in one boot. Arrays are not assembled by themselves. */
final class BlockDevices {
    static final String ARRAY = "/dev/md127";
    static final String ARRAY_LINK = "/dev/md/root";
    private static final Pattern PARTITION = Pattern.compile("(/dev/sd[a-z])(\\d+)|(/dev/md127)p(\\d+)");

    /** A partition of a device. */
    record Part(String node, BlockStore store, DosTable.Partition entry) {}

    private final List<SimulatedDisk> disks;
    private @Nullable Mirror array;

    BlockDevices(List<SimulatedDisk> disks) {
        this.disks = List.copyOf(disks);
    }

    static String diskPath(int index) {
        return "/dev/sd" + (char) ('a' + index);
    }

    /** Of the disks. */
    List<String> paths() {
        return IntStream.range(0, disks.size()).mapToObj(BlockDevices::diskPath).toList();
    }

    Optional<SimulatedDisk> disk(String path) {
        for (int index = 0; index < disks.size(); index++) {
            if (diskPath(index).equals(path)) {
                return Optional.of(disks.get(index));
            }
        }
        return Optional.empty();
    }

    synchronized Optional<Mirror> array() {
        return Optional.ofNullable(array);
    }

    synchronized void array(@Nullable Mirror running) {
        array = running;
    }

    Optional<BlockStore> store(String path) {
        var running = array();
        return realPath(path).equals(ARRAY) && running.isPresent()
                ? Optional.of(running.get())
                : disk(path).map(found -> found);
    }

    /** Where a link leads. */
    String realPath(String path) {
        return path.equals(ARRAY_LINK) && array().isPresent() ? ARRAY : path;
    }

    /** The serial that the device itself tells; arrays tell none. */
    String serial(String path) {
        return disk(path).map(SimulatedDisk::serial).orElse("");
    }

    List<Part> parts(String device) throws IOException {
        var store = store(device);
        if (store.isEmpty()) {
            return List.of();
        }
        var parts = new ArrayList<Part>();
        for (var entry : DosTable.of(store.get()).map(DosTable::partitions).orElse(List.of())) {
            parts.add(new Part(node(realPath(device), entry.number()), store.get(), entry));
        }
        return parts;
    }

    Optional<Part> part(String node) throws IOException {
        var match = PARTITION.matcher(node);
        if (!match.matches()) {
            return Optional.empty();
        }
        return parts(match.group(1) == null ? match.group(3) : match.group(1)).stream()
                .filter(part -> part.node().equals(node))
                .findFirst();
    }

    private static String node(String device, int number) {
        return device + (Character.isDigit(device.charAt(device.length() - 1)) ? "p" : "") + number;
    }
}
