package io.metalwright.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network namespace in which foreign clients live, joined to this host by a pair of virtual cards. Needs root. */
final class TestNetwork implements AutoCloseable {
    private final String namespace;
    private final String hostSide;

    private TestNetwork(String namespace, String hostSide) {
        this.namespace = namespace;
        this.hostSide = hostSide;
    }

    static boolean possible() {
        return "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/sbin/ip"));
    }

    /**
     * @param address of the host's side, with its prefix length
     * @param mac of the client's side, which is called {@code c0}
     */
    static TestNetwork make(int n, String address, String mac) throws IOException, InterruptedException {
        var namespace = "mwt" + ProcessHandle.current().pid() + "-" + n;
        var hostSide = "mwt" + ProcessHandle.current().pid() % 1_000_000 + "-" + n;
        var network = new TestNetwork(namespace, hostSide);
        Program.succeed("ip", "netns", "add", namespace);
        Program.succeed(
                "ip", "link", "add", hostSide, "type", "veth", "peer", "name", "c0", "address", mac, "netns",
                namespace);
        Program.succeed("ip", "address", "add", address, "dev", hostSide);
        Program.succeed("ip", "link", "set", hostSide, "up");
        network.inside("ip", "link", "set", "c0", "up");
        network.inside("ip", "link", "set", "lo", "up");
        return network;
    }

    String namespace() {
        return namespace;
    }

    String inside(String... command) throws IOException, InterruptedException {
        return Program.succeed(command(command));
    }

    Program attempt(String... command) throws IOException, InterruptedException {
        return Program.run(command(command));
    }

    private String[] command(String... command) {
        var whole = new String[command.length + 4];
        whole[0] = "ip";
        whole[1] = "netns";
        whole[2] = "exec";
        whole[3] = namespace;
        System.arraycopy(command, 0, whole, 4, command.length);
        return whole;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Program.run("ip", "link", "delete", hostSide);
        Program.run("ip", "netns", "delete", namespace);
    }
}
