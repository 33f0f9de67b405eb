package io.metalwright.activities.imaging;

import io.metalwright.model.Sha256;
import io.metalwright.model.installer.TreeLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The files of distributions' discs, a folder each, from which machines boot installers. A tree is there whole or not at all. */
final class InstallationTrees {
    private final LocalImageStore store;

    InstallationTrees(LocalImageStore store) {
        this.store = store;
    }

    /**
     * Unpacks a disc.
     *
     * @return how it is laid out
     * @throws RefusedImageException when no installer is found on it
     */
    TreeLayout keep(Path disc, Sha256 digest, ImageProgress progress) throws IOException, RefusedImageException {
        var tree = store.tree(digest);
        if (!Files.isDirectory(tree)) {
            var draft = store.incoming().resolve("tree-" + digest.hex());
            delete(draft);
            try {
                Xorriso.unpack(disc, draft, () -> progress.tell(ImageProgress.Phase.CONVERT, 0, 0));
                open(draft);
                if (layout(draft).needsMedium()) {
                    Files.copy(disc, draft.resolve(TreeLayout.MEDIUM), StandardCopyOption.REPLACE_EXISTING);
                }
                Files.createDirectories(tree.getParent());
                Files.move(draft, tree, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(draft);
            }
        }
        return layout(tree);
    }

    private static TreeLayout layout(Path tree) throws RefusedImageException {
        return TreeLayout.of(file -> Files.isRegularFile(tree.resolve(file), LinkOption.NOFOLLOW_LINKS))
                .orElseThrow(() ->
                        new RefusedImageException("it is a disc without an installer that is known here. Looked for: "
                                + Arrays.stream(TreeLayout.values())
                                        .map(layout -> layout.kernel() + " (" + layout.word() + ")")
                                        .collect(Collectors.joining(", "))));
    }

    /** Discs are read-only, also to the owner of their folders; boot-services may be another user than we. */
    private static void open(Path tree) throws IOException {
        for (var file : below(tree)) {
            if (Files.isSymbolicLink(file)) {
                continue;
            }
            var rights = Files.getPosixFilePermissions(file);
            rights.addAll(List.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.OTHERS_READ));
            if (Files.isDirectory(file)) {
                rights.addAll(List.of(
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_EXECUTE));
            }
            Files.setPosixFilePermissions(file, rights);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        open(tree);
        for (var file : below(tree).reversed()) {
            Files.delete(file);
        }
    }

    /** A folder before what is in it. Links are told, and not followed. */
    private static List<Path> below(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
