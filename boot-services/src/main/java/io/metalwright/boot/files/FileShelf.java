package io.metalwright.boot.files;

import io.metalwright.boot.dhcp.BootFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A folder whose files may be read by name, by TFTP and by HTTP. Nothing outside of it can be, not by {@code ..} and not by a link. */
public final class FileShelf {
    /** What a name led to. */
    public sealed interface Found {
        record File(Path path, long size) implements Found {}

        record Missing() implements Found {}

        /** The name leads out of the folder. */
        record Outside() implements Found {}
    }

    private static final List<String> OFFERED = List.of(BootFile.BIOS_IPXE, BootFile.UEFI_IPXE, "ipxe.efi");

    private final Path root;

    private FileShelf(Path root) {
        this.root = root;
    }

    /**
     * Copies iPXE's binaries into the folder, for the distribution has links among them that lead out of their own. Files already lying
     * there under other names are served too.
     */
    public static FileShelf stocked(Path folder, Path ipxeBinaries) throws IOException {
        Files.createDirectories(folder);
        for (var name : OFFERED) {
            var source = ipxeBinaries.resolve(name);
            if (Files.isRegularFile(source)) {
                Files.copy(source, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new FileShelf(folder.toRealPath());
    }

    /** Somebody else's folder, to which nothing is added. */
    public static FileShelf of(Path folder) throws IOException {
        return new FileShelf(folder.toRealPath());
    }

    /** The name as firmware writes it: with or without a leading slash, with slashes of either direction. */
    public Found find(String name) {
        try {
            var relative = name.replace('\\', '/').replaceFirst("^/+", "");
            var path = root.resolve(relative).normalize();
            if (!path.startsWith(root)) {
                return new Found.Outside();
            }
            if (!Files.isRegularFile(path)) {
                return new Found.Missing();
            }
            return path.toRealPath().startsWith(root) ? new Found.File(path, Files.size(path)) : new Found.Outside();
        } catch (InvalidPathException | IOException e) {
            return new Found.Missing();
        }
    }
}
