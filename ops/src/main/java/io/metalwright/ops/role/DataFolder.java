package io.metalwright.ops.role;

import io.metalwright.model.SiteName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** All state of an installation in one folder, which only its owner may enter. */
public record DataFolder(Path root) {
    private static final String BOOT_SERVICES = "boot-services";

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    public void make() {
        try {
            var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(root, owners);
            // Somebody else may have made that one, with what is usual for folders.
            for (var inside : List.of(cmdb(), temporal(), root.resolve(BOOT_SERVICES))) {
                Files.createDirectories(inside, owners);
            }
            Files.createDirectories(images().resolve("chunks"));
        } catch (IOException e) {
            throw new UncheckedIOException("make the data folder " + root + ": " + e.getMessage(), e);
        }
    }

    public Path temporal() {
        return root.resolve("temporal");
    }

    public Path cmdb() {
        return root.resolve("cmdb");
    }

    public Path images() {
        return root.resolve("images");
    }

    public Path bootServices(SiteName site) {
        return root.resolve(BOOT_SERVICES).resolve(site.value());
    }

    /** From which the workers of a site derive SSH keys and tokens. */
    public Path siteKey() {
        return root.resolve("site.key");
    }

    /** The certificate authority by which BMCs that check it know where they push their events. */
    public Path redfishEvents() {
        return root.resolve("redfish-events");
    }

    /** Under which payloads lie in Temporal; all processes of an installation share it. */
    public Path payloadKeys() {
        return root.resolve("payload.keys");
    }

    public Path adminToken() {
        return root.resolve("admin-token");
    }

    public Path log() {
        return root.resolve("metalwright.log");
    }
}
