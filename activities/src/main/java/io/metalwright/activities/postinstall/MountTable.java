package io.metalwright.activities.postinstall;

import io.metalwright.model.spec.FileSystemType;
import io.metalwright.model.spec.MountWish;
import io.metalwright.workflows.steps.FileSystems.Wanted;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of fstab(5).
 *
 * @param points where they mount, one that lies in another after it
 */
record MountTable(List<String> lines, List<String> points) {
    static final Comparator<Wanted> BY_POINT = Comparator.comparing(MountTable::point);

    private static final int AFTER_ROOT = 2;

    static MountTable of(List<Wanted> made, List<MountWish> mounts) {
        var entries = Stream.concat(
                        made.stream().map(MountTable::entry), mounts.stream().map(MountTable::entry))
                .sorted(Comparator.comparing(Entry::point))
                .toList();
        return new MountTable(
                entries.stream().map(Entry::line).toList(),
                entries.stream()
                        .map(Entry::point)
                        .filter(point -> !point.equals("none"))
                        .toList());
    }

    String text() {
        return String.join("\n", lines);
    }

    static String point(Wanted wanted) {
        return Objects.requireNonNullElse(wanted.mount(), "none");
    }

    private static Entry entry(Wanted wanted) {
        // An xfs is never checked at a start, see fsck.xfs(8).
        int pass = wanted.type() == FileSystemType.EXT4 ? AFTER_ROOT : 0;
        var usual = wanted.type() == FileSystemType.SWAP ? "sw" : null;
        return Entry.of(
                "UUID=" + wanted.uuid(),
                point(wanted),
                wanted.type().word(),
                wanted.options() == null ? usual : wanted.options(),
                pass);
    }

    private static Entry entry(MountWish wish) {
        return Entry.of(
                wish.what(), wish.where(), wish.type(), wish.options(), Objects.requireNonNullElse(wish.pass(), 0));
    }

    private record Entry(String point, String line) {
        static Entry of(String what, String point, String type, @Nullable String options, int pass) {
            return new Entry(
                    point,
                    what + " " + point + " " + type + " " + Objects.requireNonNullElse(options, "defaults") + " 0 "
                            + pass);
        }
    }
}
