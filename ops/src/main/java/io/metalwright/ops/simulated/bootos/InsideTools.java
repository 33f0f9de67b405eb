package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.installed.InstalledFiles;
import io.metalwright.ops.simulated.net.SshHost;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import java.util.Arrays;
import java.util.Optional;

/** What activities run inside the installed system. */
final class InsideTools {
    private static final String MDADM = "/etc/mdadm/mdadm.conf";
    private static final String END_OF_FUNCTION = "\n}\n";

    private final InstalledFiles files;

    InsideTools(InstalledFiles files) {
        this.files = files;
    }

    Optional<Ended> run(Script script) {
        if (script.has("cloudInit=$(tell has cloud-init)")) {
            return Optional.of(describe());
        }
        if (script.has("put() { # PATH MODE OWNER CONTENT")) {
            return Optional.of(put(script.text()));
        }
        if (script.has("name=$1 sudo=$2 hash=$3 keys=$4")) {
            return Optional.of(account(script));
        }
        if (script.has("mark=/etc/metalwright/host-keys-of")) {
            return Optional.of(hostKeys(script.argument(1)));
        }
        if (script.has("rm -f /etc/metalwright/reported")) {
            files.remove("/etc/metalwright/reported");
            return Optional.of(Ended.well(""));
        }
        if (script.has("grep -v '^ARRAY '")) {
            files.put(script.argument(1), script.argument(2) + "\n");
            return Optional.of(Ended.well(""));
        }
        if (script.has("cat /etc/hostname && for name in")) {
            return Optional.of(readBack(script.text()));
        }
        return Optional.empty();
    }

    /** A small system with ifupdown, and without cloud-init, systemd and SELinux. */
    private Ended describe() {
        return Ended.well(
                """
                os=%s
                cloudInit=false
                ifupdown=true
                networkd=false
                networkManager=false
                systemd=false
                mdadmConf=%s
                selinux=false
                """.formatted(files.setting("/etc/os-release", "PRETTY_NAME").orElse("unknown"), MDADM));
    }

    /** One {@code put PATH MODE OWNER CONTENT} after the other; a content may have many lines. */
    private Ended put(String text) {
        int at = text.indexOf(END_OF_FUNCTION) + END_OF_FUNCTION.length();
        while (at < text.length()) {
            var command = ShellWords.from(text, at);
            at = command.end();
            var words = command.words();
            if (words.isEmpty()) {
                continue;
            }
            if (!words.getFirst().equals("put") || words.size() < 5) {
                return Ended.badly(127, "simulated BootOS does not know '" + words.getFirst() + "'");
            }
            files.put(words.get(1), new InstalledFiles.Entry(words.get(2), words.get(3), words.get(4)));
        }
        return Ended.well("");
    }

    private Ended account(Script script) {
        var name = script.argument(1);
        var passwd = files.text("/etc/passwd").orElse("");
        if (passwd.lines().noneMatch(line -> line.startsWith(name + ":"))) {
            long id = 1000
                    + passwd.lines().filter(line -> line.contains(":/home/")).count();
            files.put("/etc/passwd", passwd + "%1$s:x:%2$d:%2$d::/home/%1$s:/bin/sh%n".formatted(name, id));
            files.put("/etc/shadow", files.text("/etc/shadow").orElse("") + name + ":*:19000:0:99999:7:::\n");
        }
        if (!script.argument(3).isEmpty()) {
            var changed = new StringBuilder();
            files.text("/etc/shadow").orElse("").lines().forEach(line -> {
                var fields = line.split(":", 3);
                changed.append(fields[0].equals(name) ? name + ":" + script.argument(3) + ":" + fields[2] : line)
                        .append('\n');
            });
            files.put("/etc/shadow", changed.toString());
        }
        if (!script.argument(4).isEmpty()) {
            files.put(
                    "/home/" + name + "/.ssh/authorized_keys",
                    new InstalledFiles.Entry("0600", name, script.argument(4) + "\n"));
        }
        if (script.argument(2).equals("true") && !name.equals("root")) {
            files.put(
                    "/etc/sudoers.d/90-metalwright-" + name,
                    new InstalledFiles.Entry("0440", "root:root", name + " ALL=(ALL:ALL) NOPASSWD:ALL\n"));
        }
        return Ended.well("");
    }

    private Ended hostKeys(String tag) {
        if (files.hostKeyTag().filter(tag::equals).isEmpty()) {
            files.hostKey(tag, SshHost.newKey());
        }
        return Ended.well(SshHost.publicLine(files.hostKey().orElseThrow()) + "\n");
    }

    private Ended readBack(String text) {
        var words = ShellWords.of(text);
        var passwd = files.text("/etc/passwd").orElse("");
        var names = words.subList(words.indexOf("in") + 1, words.indexOf("do")).stream()
                .flatMap(word -> Arrays.stream(word.split(";")))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean complete = names.stream().allMatch(name -> passwd.lines().anyMatch(line -> line.startsWith(name + ":")))
                && files.text("/etc/metalwright/token")
                        .filter(token -> !token.isEmpty())
                        .isPresent();
        return complete ? Ended.well(files.hostname() + "\n") : new Ended(1, "", "");
    }
}
