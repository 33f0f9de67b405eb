package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.lease.Ipv6Lease;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.Lease;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two boot servers on one wire, each a process with a network of its own; perfdhcp, udhcpc and dhclient are the clients. */
@Timeout(300)
class TwoServersTest {
    private static final String NETWORK_BOOT = "505845436c69656e743a417263683a30303030303a554e44493a303032303031";

    @TempDir
    private Path folder;

    private final List<Process> running = new ArrayList<>();
    private final String clients = TestNetwork.unusedName();
    private final List<String> hosts = List.of(TestNetwork.unusedName(), TestNetwork.unusedName());
    private TestSubnet subnet;
    private int copies;

    @BeforeEach
    void joinThem() throws IOException, InterruptedException {
        Assumptions.assumeTrue(TestNetwork.possible(), "networks of one's own take root");
        Leftovers.remove();
        subnet = TestSubnet.unused();
        Files.write(
                Files.createFile(
                        folder.resolve("key"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                new byte[32]);
        Program.succeed("ip", "netns", "add", clients);
        in(clients, "ip", "link", "add", "wire", "type", "bridge");
        in(clients, "ip", "link", "add", "c0", "type", "veth", "peer", "name", "c1");
        in(clients, "ip", "link", "set", "c1", "master", "wire");
        in(clients, "ip", "address", "add", subnet.address(9) + "/24", "dev", "c0");
        // perfdhcp sends from one address for all its clients: only their DUIDs are to tell which card asks.
        in(clients, "ip", "link", "set", "c0", "addrgenmode", "none");
        for (int host = 0; host < 2; host++) {
            var name = hosts.get(host);
            Program.succeed("ip", "netns", "add", name);
            in(clients, "ip", "link", "add", "p" + host, "type", "veth", "peer", "name", "e0", "netns", name);
            in(clients, "ip", "link", "set", "p" + host, "master", "wire", "up");
            in(name, "ip", "address", "add", subnet.address(host + 1) + "/24", "dev", "e0");
            in(name, "ip", "-6", "address", "add", subnet.ipv6Address(host + 1) + "/64", "dev", "e0", "nodad");
            in(name, "ip", "link", "set", "e0", "up");
            in(name, "ip", "link", "set", "lo", "up");
        }
        for (var link : List.of("wire", "c0", "c1", "lo")) {
            in(clients, "ip", "link", "set", link, "up");
        }
        in(clients, "ip", "-6", "address", "add", "fe80::9/64", "dev", "c0", "nodad");
    }

    @AfterEach
    void partThem() throws InterruptedException {
        for (var process : running) {
            process.destroyForcibly().waitFor();
        }
        hosts.forEach(Leftovers::remove);
        Leftovers.remove(clients);
    }

    @Test
    void theyShareTheLoadAndOneAloneServesAllAndNoAddressIsGivenTwice() throws Exception {
        var first = start(0);
        start(1);
        awaitTouch(0);
        awaitTouch(1);

        getAddresses(60, 1);
        assertThat(leasesOf(0)).hasSizeBetween(15, 45);
        assertThat(leasesOf(1)).hasSizeBetween(15, 45);
        assertNoAddressIsGivenTwice(60);

        first.destroyForcibly().waitFor();
        awaitAway(1);
        var alone = leasesOf(1).size();
        getAddresses(30, 2);
        assertThat(leasesOf(1)).hasSize(alone + 30);
        assertThat(udhcpc("52:54:00:99:77:01")).contains("siaddr=" + subnet.address(2));

        start(0);
        awaitTouch(0);
        awaitTouch(1);
        var before = leasesOf(0).size();
        getAddresses(40, 3);
        assertThat(leasesOf(0)).hasSizeGreaterThan(before + 5);
        assertNoAddressIsGivenTwice(131);
    }

    @Test
    void aClientWhoseServerIsMuteIsAnsweredByTheOther() throws Exception {
        start(0);
        start(1);
        awaitTouch(0);
        awaitTouch(1);
        // The servers hear each other, and the first hears no client.
        for (var port : List.of("67", "68")) {
            in(hosts.get(0), "nft", "add", "table", "inet", "deaf" + port);
            in(
                    hosts.get(0),
                    "nft",
                    "add",
                    "chain",
                    "inet",
                    "deaf" + port,
                    "in",
                    "{ type filter hook input priority 0; }");
            in(hosts.get(0), "nft", "add", "rule", "inet", "deaf" + port, "in", "udp", "dport", port, "drop");
        }

        for (int client = 0; client < 4; client++) {
            assertThat(udhcpc("52:54:00:99:78:0" + client)).contains("siaddr=" + subnet.address(2));
        }
        assertThat(leasesOf(0)).isEmpty();
    }

    @Test
    void noAddressOfIpv6IsGivenTwiceWhileOneIsKilledAndComesBack() throws Exception {
        var first = start(0);
        start(1);
        awaitTouch(0);
        awaitTouch(1);

        getIpv6Addresses(60, 1);
        assertNoIpv6AddressIsGivenTwice(60);

        first.destroyForcibly().waitFor();
        awaitAway(1);
        var alone = ipv6LeasesOf(1).size();
        getIpv6Addresses(30, 2);
        assertThat(ipv6LeasesOf(1)).hasSize(alone + 30);

        start(0);
        awaitTouch(0);
        awaitTouch(1);
        getIpv6Addresses(40, 3);
        assertNoIpv6AddressIsGivenTwice(130);
    }

    @Test
    void aMachineTakesTheServerThatIsToServeItAndTheOtherKnowsItWhenThatDies() throws Exception {
        var servers = List.of(start(0), start(1));
        awaitTouch(0);
        awaitTouch(1);
        var client = new Ipv6Client(clients, folder);
        var first = Ipv6Client.address(client.given("c0", Ipv6Client.AS_HTTP_BOOT));
        assertThat(Ipv6Client.address(client.given("c0", Ipv6Client.AS_HTTP_BOOT)))
                .isEqualTo(first);
        int host = Share.of("1/2").owns(Ipv6Address.of(first)) ? 0 : 1;
        assertThat(ipv6LeasesOf(host)).hasSize(1);
        assertThat(ipv6LeasesOf(1 - host)).isEmpty();

        servers.get(host).destroyForcibly().waitFor();
        awaitAway(1 - host);

        // By then it is BootOS, which a server that never heard of it would not answer.
        var second = Ipv6Client.address(client.given("c0", ""));
        assertThat(Share.of(2 - host + "/2").owns(Ipv6Address.of(second))).isTrue();
    }

    private Process start(int host) throws IOException {
        var command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                hosts.get(host),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ServerProcess.class.getName(),
                folder.resolve("server" + host).toString(),
                subnet.cidr().toString(),
                host + 1 + "/2",
                "http://" + subnet.address(2 - host) + ":" + ServerProcess.HTTP_PORT,
                folder.resolve("key").toString(),
                subnet.ipv6Prefix().toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server" + host + ".log").toFile()))
                .start();
        running.add(process);
        return process;
    }

    private void awaitTouch(int host) throws Exception {
        await(host, "\"inTouch\":true");
        // Interfaces are looked at every two seconds.
        awaitPort(host);
    }

    private void awaitAway(int host) throws Exception {
        await(host, "\"inTouch\":false");
    }

    private void awaitPort(int host) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            var listening = Program.run("ip", "netns", "exec", hosts.get(host), "ss", "-Huln")
                    .output();
            if (listening.contains("%e0:67 ") && listening.contains("%e0:547 ")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no DHCP: " + Files.readString(folder.resolve("server" + host + ".log")));
    }

    private void await(int host, String what) throws Exception {
        var url = "http://" + subnet.address(host + 1) + ":" + ServerProcess.HTTP_PORT + "/peer/v1/standing";
        var said = "";
        for (int attempt = 0; attempt < 300; attempt++) {
            said = Program.run("ip", "netns", "exec", clients, "curl", "-sS", url)
                    .output();
            if (said.contains(what)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(said + Files.readString(folder.resolve("server" + host + ".log")));
    }

    /** So many new clients, each of which gets an address. */
    private void getAddresses(int count, int base) throws IOException, InterruptedException {
        var said = perfdhcp("-4", count, base, "-W", "3000000", "-o", "60," + NETWORK_BOOT, "-o", "93,0000");
        assertThat(said).containsPattern("REQUEST-ACK(?s:.*)received packets: " + count + "\\n");
    }

    private void getIpv6Addresses(int count, int base) throws IOException, InterruptedException {
        var said = perfdhcp(
                "-6",
                count,
                base,
                "-d",
                "8",
                "-W",
                "8000000",
                "-o",
                "61,0010",
                "-o",
                "16,00000157000a48545450436c69656e74");
        // When it is late it sends one more than it is told, of a client that it had before.
        assertThat(said).containsPattern("REQUEST-REPLY(?s:.*)received packets: [1-9]\\d*\\ndrops: 0\\n");
    }

    private String perfdhcp(String version, int count, int base, String... more)
            throws IOException, InterruptedException {
        var clientCount = Integer.toString(count);
        var command = new ArrayList<>(List.of("ip", "netns", "exec", clients, "perfdhcp", version, "-l", "c0"));
        command.addAll(List.of("-b", "mac=52:54:0" + base + ":00:00:00"));
        command.addAll(List.of("-R", clientCount, "-n", clientCount, "-r", "20"));
        command.addAll(List.of(more));
        return Program.run(command.toArray(String[]::new)).output();
    }

    private String udhcpc(String mac) throws IOException, InterruptedException {
        in(clients, "ip", "link", "set", "c0", "address", mac);
        return in(
                clients,
                "busybox",
                "udhcpc",
                "-i",
                "c0",
                "-n",
                "-q",
                "-f",
                "-t",
                "6",
                "-T",
                "2",
                "-V",
                "PXEClient:Arch:00000:UNDI:002001",
                "-x",
                "0x5d:0000",
                "-s",
                script());
    }

    private String script() throws IOException {
        var script = folder.resolve("print");
        if (!Files.exists(script)) {
            Files.write(script, "#!/bin/sh\n[ \"$1\" = deconfig ] || env\n".getBytes(StandardCharsets.US_ASCII));
            script.toFile().setExecutable(true);
        }
        return script.toString();
    }

    private void assertNoAddressIsGivenTwice(int count) throws IOException {
        var given = new ArrayList<Ipv4Address>();
        for (int host = 0; host < 2; host++) {
            leasesOf(host).stream().map(Lease::address).forEach(given::add);
        }
        assertThat(given).hasSize(count).doesNotHaveDuplicates();
    }

    /** As they stand on its disk. */
    private List<Lease> leasesOf(int host) throws IOException {
        var journal = folder.resolve("server" + host + "/data/leases.journal");
        var copy = Files.createDirectories(folder.resolve("copy" + copies++));
        Files.copy(journal, copy.resolve("leases.journal"));
        try (var store = SiteStore.open(copy.resolve("store.mv"));
                var book = LeaseBook.open(copy.resolve("leases.journal"), store, Share.WHOLE, Clock.systemUTC())) {
            return book.current(Share.WHOLE);
        }
    }

    private void assertNoIpv6AddressIsGivenTwice(int count) throws IOException {
        var given = new ArrayList<Ipv6Address>();
        for (int host = 0; host < 2; host++) {
            var leases = ipv6LeasesOf(host);
            var share = Share.of(host + 1 + "/2");
            assertThat(leases).allMatch(lease -> share.owns(lease.address()));
            leases.stream().map(Ipv6Lease::address).forEach(given::add);
        }
        assertThat(given).hasSize(count).doesNotHaveDuplicates();
    }

    private List<Ipv6Lease> ipv6LeasesOf(int host) throws IOException {
        var journal = folder.resolve("server" + host + "/data/leases-ipv6.journal");
        var copy = Files.createDirectories(folder.resolve("copy" + copies++)).resolve("leases.journal");
        Files.copy(journal, copy);
        try (var book = Ipv6LeaseBook.open(copy, Clock.systemUTC())) {
            return book.current(Share.WHOLE);
        }
    }

    private static String in(String namespace, String... command) throws IOException, InterruptedException {
        var whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(List.of(command));
        return Program.succeed(whole.toArray(String[]::new));
    }
}
