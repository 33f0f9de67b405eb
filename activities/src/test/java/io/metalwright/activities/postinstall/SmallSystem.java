package io.metalwright.activities.postinstall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An installed system in a folder: busybox, ssh-keygen with its libraries, and a few files. */
final class SmallSystem {
    private SmallSystem() {}

    static Path in(Path root) throws IOException, InterruptedException {
        var script = """
                set -e
                mkdir -p "$1" && cd "$1"
                mkdir -p bin dev etc/network etc/small home lib lib64 proc root run sys tmp usr/bin
                cp "$(command -v busybox)" bin/busybox
                for tool in $(bin/busybox --list); do [ "$tool" = busybox ] || ln -s busybox "bin/$tool"; done
                rm -f bin/adduser bin/addgroup
                for file in "$(command -v ssh-keygen)" $(ldd "$(command -v ssh-keygen)" | grep -o '/[^ ]*'); do
                  mkdir -p ".$(dirname "$file")" && cp -L "$file" ".$file"
                done
                mknod -m 666 dev/null c 1 3
                mknod -m 666 dev/urandom c 1 9
                echo root:x:0:0:root:/root:/bin/sh > etc/passwd
                echo root:x:0: > etc/group
                echo 'root:*:19000:0:99999:7:::' > etc/shadow
                chmod 640 etc/shadow
                echo 'PRETTY_NAME="Small Linux 1"' > etc/os-release
                """;
        var process = new ProcessBuilder("sh", "-s", "--", root.toString())
                .redirectErrorStream(true)
                .start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("make a small system: " + output);
        }
        return root;
    }

    /** A program that is there and does nothing. */
    static void program(Path root, String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\n");
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError(file + " cannot be made executable");
        }
    }
}
