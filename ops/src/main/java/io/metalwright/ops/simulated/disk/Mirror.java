package io.metalwright.ops.simulated.disk;

import io.metalwright.ops.simulated.installed.InstalledFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A running mirror: what is written to it is on each member.
 *
 * @param members by their names in this boot
 */
public record Mirror(String uuid, List<Member> members) implements BlockStore {
    /** A disk, as it is called now. */
    public record Member(String path, SimulatedDisk disk) {}

    /** Superblock 1.0 lies in the last 64 KiB and more of a member; mdadm keeps as much free. */
    private static final long RESERVED = 128 << 10;

    public Mirror {
        members = List.copyOf(members);
    }

    @Override
    public long bytes() {
        return members.stream().mapToLong(member -> member.disk().bytes()).min().orElse(0) / RESERVED * RESERVED
                - RESERVED;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        return members.getFirst().disk().read(offset, length);
    }

    @Override
    public void write(long offset, byte[] bytes) throws IOException {
        for (var member : members) {
            member.disk().write(offset, bytes);
        }
    }

    @Override
    public void discard() throws IOException {
        for (var member : members) {
            member.disk().discard();
        }
    }

    @Override
    public void zero(long from, long to) throws IOException {
        for (var member : members) {
            member.disk().zero(from, to);
        }
    }

    @Override
    public Optional<InstalledFiles> files() {
        return members.getFirst().disk().files();
    }

    @Override
    public void files(InstalledFiles files) {
        members.forEach(member -> member.disk().files(files));
    }
}
