package io.metalwright.boot;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.Ipv6Range;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.Segment;
import io.metalwright.model.network.SegmentIpv6;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace in which foreign clients live, joined to this host by a pair of virtual cards. Needs root.
 *
 * <p>Its subnet is one that nobody on this host has, and its name carries the process that made it: what a killed run left is neither in the
 * way nor left for ever.
 */
final class TestNetwork implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String name;
    private final TestSubnet subnet;
    private final Thread undoing = new Thread(this::undo);

    private TestNetwork(String name, TestSubnet subnet) {
        this.name = name;
        this.subnet = subnet;
    }

    static boolean possible() {
        return "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/sbin/ip"));
    }

    /** @param mac of the client's side, which is called {@code c0} */
    static TestNetwork make(MacAddress mac) throws IOException, InterruptedException {
        Leftovers.remove();
        var name = unusedName();
        var network = new TestNetwork(name, TestSubnet.unused());
        Runtime.getRuntime().addShutdownHook(network.undoing);
        try {
            network.join(mac);
            return network;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /** Of a namespace that is removed when nobody else did. The name of the host's side has room for 15 characters. */
    static String unusedName() {
        return Leftovers.PREFIX + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
    }

    private void join(MacAddress mac) throws IOException, InterruptedException {
        Program.succeed("ip", "netns", "add", name);
        Program.succeed(
                "ip", "link", "add", name, "type", "veth", "peer", "name", "c0", "address", mac.value(), "netns", name);
        Program.succeed("ip", "address", "add", address(1) + "/24", "dev", name);
        Program.succeed("ip", "link", "set", name, "up");
        inside("ip", "link", "set", "c0", "up");
        inside("ip", "link", "set", "lo", "up");
    }

    String namespace() {
        return name;
    }

    /** Of this network; the host has the first. */
    Ipv4Address address(int host) {
        return subnet.address(host);
    }

    /** Of this network's IPv6 side. */
    Ipv6Address ipv6Address(int host) {
        return subnet.ipv6Address(host);
    }

    /** One that goes with this subnet, as its addresses are nobody else's. */
    Ipv6Prefix ipv6Prefix() {
        return subnet.ipv6Prefix();
    }

    /** Gives this host's side of it an address of IPv6, too. */
    void joinIpv6() throws IOException, InterruptedException {
        Program.succeed("ip", "-6", "address", "add", ipv6Address(1) + "/64", "dev", name, "nodad");
    }

    /** A segment whose machines get ten addresses of IPv6, too. */
    Segment ipv6Segment(String segmentName, Registration registration, RouterAdvertising advertise) {
        return segment(segmentName, registration)
                .with(new SegmentIpv6(
                        ipv6Prefix(),
                        new Ipv6Range(ipv6Address(0x100), ipv6Address(0x109)),
                        List.of(ipv6Address(0x53)),
                        advertise));
    }

    String withPrefix(int host) {
        return address(host) + "/24";
    }

    Segment segment(String segmentName, Registration registration) {
        return TestSegments.segment(segmentName, subnet.cidr(), registration);
    }

    Segment segmentWithoutRange(String segmentName, Registration registration) {
        return TestSegments.segmentWithoutRange(segmentName, subnet.cidr(), registration);
    }

    String inside(String... command) throws IOException, InterruptedException {
        return Program.succeed(command(command));
    }

    Program attempt(String... command) throws IOException, InterruptedException {
        return Program.run(command(command));
    }

    /** The whole command that runs another one inside. */
    String[] command(String... command) {
        var whole = new String[command.length + 4];
        List.of("ip", "netns", "exec", name).toArray(whole);
        System.arraycopy(command, 0, whole, 4, command.length);
        return whole;
    }

    @Override
    public void close() {
        if (Runtime.getRuntime().removeShutdownHook(undoing)) {
            undo();
        }
    }

    private void undo() {
        Leftovers.remove(name);
    }
}
