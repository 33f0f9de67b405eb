package io.metalwright.boot;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What test networks leave when nobody closes them: programs, a namespace and an interface whose names tell the process that made them. */
final class Leftovers {
    static final String PREFIX = "mwt";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\d+");

    private Leftovers() {}

    /** Removes the networks of processes that are gone. */
    static void remove() throws IOException, InterruptedException {
        var namespaces = Program.succeed("ip", "netns", "list");
        var interfaces = Program.succeed("ip", "-o", "link", "show", "type", "veth");
        Stream.concat(namespaces.lines(), interfaces.lines())
                .flatMap(line -> NAME.matcher(line).results())
                .filter(found ->
                        ProcessHandle.of(Long.parseLong(found.group(1))).isEmpty())
                .map(found -> found.group())
                .distinct()
                .forEach(Leftovers::remove);
    }

    /** As far as it is there. */
    static void remove(String name) {
        try {
            // The interface goes first: its pair in the namespace lives for as long as a program does there.
            Program.run("ip", "link", "delete", name);
            Program.run("ip", "netns", "pids", name)
                    .output()
                    .lines()
                    .filter(line -> line.matches("\\d+"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .forEach(ProcessHandle::destroyForcibly);
            Program.run("ip", "netns", "delete", name);
        } catch (IOException e) {
            throw new AssertionError("remove the test network " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
