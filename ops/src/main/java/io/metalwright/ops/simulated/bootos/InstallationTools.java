package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.disk.RootFileSystem;
import io.metalwright.ops.simulated.installed.InstalledFiles;
import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mounting the installed system and working in it. */
final class InstallationTools implements Tools {
    private static final int NO_ROOT = 3;
    private static final Pattern EXIT = Pattern.compile("\\s*exit (\\d{1,3})\\s*");
    /** A script in parentheses, and the line that says that it is done. */
    private static final Pattern PART = Pattern.compile(
            "\\(\n(.*?)\n\\) \\|\\| exit \\$\\?\nprintf '%s' '(-- metalwright: [^']*)'(?:\n|$)", Pattern.DOTALL);

    private static final String SCRIPT = "/run/post-install";

    private final BlockDevices devices;
    private final Runnable reboot;
    private @Nullable InstalledFiles mounted;

    InstallationTools(BlockDevices devices, Runnable reboot) {
        this.devices = devices;
        this.reboot = reboot;
    }

    @Override
    public Optional<Ended> command(List<String> words, Asked asked) throws IOException, InterruptedException {
        return words.getFirst().equals("openssl") && words.get(1).equals("passwd")
                ? Optional.of(hash(words, asked.inputText()))
                : Optional.empty();
    }

    @Override
    public synchronized Optional<Ended> script(Script script) throws IOException {
        if (script.has("grow_partition()")) {
            return Optional.empty();
        }
        if (script.has("mv \"$target.mounted\"")) {
            return Optional.of(mount(script.argument(1)));
        }
        if (script.has("exec /bin/sh " + SCRIPT)) {
            return Optional.of(mounted == null ? notMounted() : postInstall(mounted));
        }
        // Others that mount and unmount have this text among theirs.
        if (script.has("umount \"$place\"") && !script.has("write_table()")) {
            mounted = null;
            return Optional.of(Ended.well(""));
        }
        if (script.has("reboot -f")) {
            reboot.run();
            return Optional.of(Ended.well(""));
        }
        var words = ShellWords.of(script.text());
        if (words.size() > 3 && words.subList(0, 2).equals(List.of("printf", "%s")) && words.contains("chroot")) {
            return mounted == null ? Optional.of(notMounted()) : inside(mounted, words.get(2));
        }
        return Optional.empty();
    }

    private Ended mount(String device) throws IOException {
        mounted = null;
        for (var part : devices.parts(device)) {
            var root = RootFileSystem.at(part.store(), part.entry().offset());
            if (root.isPresent()) {
                var files = part.store().files().orElseGet(() -> {
                    var fresh = new InstalledFiles(root.get().osRelease());
                    part.store().files(fresh);
                    return fresh;
                });
                mounted = files;
                return Ended.well(part.node() + "\n");
            }
        }
        return Ended.badly(
                NO_ROOT,
                "no partition of " + device
                        + " holds an operating system (a file system with /etc/os-release). simulated: only the seeded image has one that can be looked into");
    }

    /** Unwraps what is piped into the system's own shell: parts, each {@code set -- ARGUMENTS} and then its script, until one fails. */
    private static Optional<Ended> inside(InstalledFiles files, String piped) {
        var text = Script.unwrapped(piped);
        var output = new StringBuilder();
        var tools = new InsideTools(files);
        for (var part : PART.matcher(text).results().toList()) {
            var set = ShellWords.from(part.group(1), 0);
            if (set.words().size() < 2 || !set.words().subList(0, 2).equals(List.of("set", "--"))) {
                return Optional.empty();
            }
            var ended = tools.run(new Script(
                    part.group(1).substring(set.end()),
                    set.words().subList(2, set.words().size())));
            if (ended.isEmpty()) {
                return ended;
            }
            output.append(ended.get().output());
            if (ended.get().status() != 0) {
                return Optional.of(new Ended(
                        ended.get().status(), output.toString(), ended.get().errors()));
            }
            output.append(part.group(2));
        }
        return output.isEmpty() ? Optional.empty() : Optional.of(Ended.well(output.toString()));
    }

    /** No shell is here to run it: it is taken, and said not to be run. A script that only ends with a status does so, which tests make use of. */
    private static Ended postInstall(InstalledFiles files) {
        var script = files.text(SCRIPT).orElse("");
        files.remove(SCRIPT);
        var exit = EXIT.matcher(script);
        return exit.matches()
                ? Ended.well(exit.group(1) + "\n")
                : Ended.well("0\nsimulated: a post-install script of " + script.length()
                        + " characters was taken and not run\n");
    }

    private static Ended notMounted() {
        return Ended.badly(125, "chroot: no installed system is mounted");
    }

    /** The host's own openssl, which reads the password and takes it in no argument. */
    private static Ended hash(List<String> words, String password) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write(password.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output, "");
    }
}
