package io.metalwright.ops.simulated.bootos;

import io.metalwright.model.Sha256;
import io.metalwright.ops.simulated.disk.BlockStore;
import io.metalwright.ops.simulated.disk.DosTable;
import io.metalwright.ops.simulated.disk.RootFileSystem;
import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** util-linux and e2fsprogs on simulated disks: they read and write the bytes that are there. */
final class BlockTools implements Tools {
    private static final int EDGE = 1 << 20;

    private final BlockDevices devices;

    BlockTools(BlockDevices devices) {
        this.devices = devices;
    }

    @Override
    public Optional<Ended> command(List<String> words, Asked asked) throws IOException {
        var last = words.getLast();
        return switch (words.getFirst()) {
            case "metalwright-find-disk" -> Optional.of(find(words.get(1), Long.parseLong(words.get(2))));
            case "readlink" -> Optional.of(Ended.well(devices.realPath(last) + "\n"));
            case "blockdev" -> words.contains("--getsize64") ? Optional.of(size(last)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Ended> script(Script script) throws IOException {
        if (script.has("path=$(readlink -f \"$1\")")) {
            var path = devices.realPath(script.argument(1));
            return Optional.of(devices.store(path)
                    .map(store -> Ended.well(path + " " + store.bytes() + "\n"))
                    .orElseGet(() -> new Ended(1, "", "")));
        }
        if (script.has("wipefs -a -q -f \"$1\"")) {
            return Optional.of(wipe(script.argument(1)));
        }
        if (script.has("blkid -p \"$1\"")) {
            return Optional.of(marks(script.argument(1)));
        }
        if (script.has("dd if=/dev/zero of=\"$1\" bs=4M")) {
            return Optional.of(zero(script));
        }
        if (script.has("disk=$1 bytes=$2")) {
            return Optional.of(samples(script));
        }
        if (script.text().startsWith("blockdev --rereadpt \"$1\"")) {
            return Optional.of(Ended.well(""));
        }
        if (script.has("dd if=\"$1\"") && script.has("sha256sum")) {
            return Optional.of(sum(script));
        }
        if (script.has("grow_partition()")) {
            return Optional.of(grow(script.argument(1)));
        }
        return Optional.empty();
    }

    private Ended find(String serial, long bytes) {
        return Ended.well(devices.paths().stream()
                .filter(path -> devices.serial(path).equals(serial)
                        && devices.disk(path).orElseThrow().bytes() == bytes)
                .map(path -> path + "\n")
                .collect(Collectors.joining()));
    }

    private Ended size(String path) {
        return devices.store(path)
                .map(store -> Ended.well(store.bytes() + "\n"))
                .orElseGet(() -> noSuch("blockdev: cannot open", path));
    }

    /** The last partition, and the simulated file system in it. */
    private Ended grow(String path) throws IOException {
        var store = devices.store(path);
        var table = store.isEmpty() ? Optional.<DosTable>empty() : DosTable.of(store.get());
        if (table.isEmpty()) {
            return Ended.badly(4, "read the partition table: the kernel sees no partition on " + path);
        }
        if (table.get().partitions().stream().anyMatch(entry -> entry.type() == 0xEE)) {
            return Ended.badly(4, "simulated disks hold DOS partition tables only, not GPT: " + path);
        }
        var last = devices.parts(path).getLast().entry();
        long room = store.get().bytes() / DosTable.SECTOR - last.start();
        store.get().write(0, table.get().resized(last.number(), room).encode());
        var part = devices.parts(path).getLast();
        long offset = part.entry().offset();
        var place = part.node() + " " + part.entry().bytes();
        if (!RootFileSystem.isExt(part.store(), offset)) {
            return Ended.well(place + " none 0\n");
        }
        var root = RootFileSystem.at(part.store(), offset);
        if (root.isEmpty()) {
            return Ended.badly(4, "resize2fs: simulated: no simulated file system on " + part.node());
        }
        long blocks = part.entry().bytes() / RootFileSystem.BLOCK;
        part.store().write(offset, root.get().withBlocks(blocks).encode());
        return Ended.well(place + " ext4 " + blocks * RootFileSystem.BLOCK + "\n");
    }

    private Ended wipe(String path) throws IOException {
        var store = devices.store(path);
        if (store.isEmpty()) {
            return noSuch("wipefs: error:", path);
        }
        var disk = devices.disk(path);
        if (disk.isPresent()) {
            disk.get().superblock(null);
        }
        store.get().discard();
        return Ended.well("");
    }

    private Ended sum(Script script) throws IOException {
        var store = devices.store(script.argument(1));
        if (store.isEmpty()) {
            return noSuch("dd: failed to open", script.argument(1));
        }
        var bytes = read(store.get(), Long.parseLong(script.argument(2)), Integer.parseInt(script.argument(3)));
        return Ended.well(Sha256.sumOf(bytes).hex() + "  -\n");
    }

    /** What is found on a disk, a line each. */
    private Ended marks(String path) throws IOException {
        var disk = devices.disk(path);
        if (disk.isEmpty()) {
            return noSuch("blockdev: cannot open", path);
        }
        var found = new StringBuilder();
        if (disk.get().superblock().isPresent()) {
            found.append("a superblock of an array\n");
        }
        long end = disk.get().bytes() - EDGE;
        for (long from : new long[] {0, end}) {
            long left = filled(disk.get().read(from, EDGE));
            if (left > 0) {
                found.append(left)
                        .append(" bytes that are not zero from byte ")
                        .append(from)
                        .append('\n');
            }
        }
        return Ended.well(found.toString());
    }

    private Ended zero(Script script) throws IOException {
        var store = devices.store(script.argument(1));
        if (store.isEmpty()) {
            return noSuch("dd: failed to open", script.argument(1));
        }
        long from = Long.parseLong(script.argument(2));
        store.get().zero(from, from + Long.parseLong(script.argument(3)));
        return Ended.well("");
    }

    /** How many bytes are not zero in all samples together. */
    private Ended samples(Script script) throws IOException {
        var store = devices.store(script.argument(1));
        if (store.isEmpty()) {
            return noSuch("dd: failed to open", script.argument(1));
        }
        long left = 0;
        for (var offset : script.arguments().subList(2, script.arguments().size())) {
            left += filled(read(store.get(), Long.parseLong(offset), Integer.parseInt(script.argument(2))));
        }
        return Ended.well(left + "\n");
    }

    private static long filled(byte[] bytes) {
        long filled = 0;
        for (byte each : bytes) {
            filled += each == 0 ? 0 : 1;
        }
        return filled;
    }

    private static byte[] read(BlockStore store, long offset, int length) throws IOException {
        return store.read(offset, (int) Math.min(length, Math.max(0, store.bytes() - offset)));
    }

    private static Ended noSuch(String said, String path) {
        return Ended.badly(1, said + " " + path + ": No such file or directory");
    }
}
