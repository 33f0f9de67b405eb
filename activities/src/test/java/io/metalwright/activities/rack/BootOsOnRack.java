package io.metalwright.activities.rack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.BootOsTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What a machine of the rack needs to come up in BootOS with our key in it: dnsmasq, files over HTTP, and the key in a ramdisk of its own. */
final class BootOsOnRack implements AutoCloseable {
    private static final String KEY_NAME = "run rack";
    private static final Path BOOTOS =
            Path.of(Objects.requireNonNullElse(System.getenv("METALWRIGHT_BOOTOS"), "../bootos/dist"));

    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private final SiteKeys keys;
    private final HttpServer http;
    private final Process dhcp;
    private final String address;

    BootOsOnRack(Rack rack, Path folder) throws Exception {
        assumeTrue(Files.exists(BOOTOS.resolve("initrd")), "BootOS is not built; run bootos/build");
        Rack.needed("see activities/packages.txt", "dnsmasq", "ssh-keyscan");
        keys = SiteKeys.inFile(folder.resolve("site.key"));
        var told = rack.told();
        var server = told.path("address").asText();
        var firstThree = server.substring(0, server.lastIndexOf('.'));
        address = firstThree + ".77";
        http = HttpServer.create(new InetSocketAddress(server, 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var base = "http://" + server + ":" + http.getAddress().getPort();
        var mac = rack.machine().path("mac").get(0).asText();
        serve("/kernel", Files.readAllBytes(BOOTOS.resolve("kernel")));
        serve("/initrd", Files.readAllBytes(BOOTOS.resolve("initrd")));
        serve(
                "/key",
                ramdiskWith("root/.ssh/authorized_keys", keys.sshKey(KEY_NAME).authorizedKey() + "\n"));
        serve("/boot.ipxe", """
                #!ipxe
                kernel %1$s/kernel initrd=initrd initrd=key console=ttyS0,115200n8 quiet metalwright.url=https://%2$s:9 metalwright.http=%1$s metalwright.mac=%3$s metalwright.address=%4$s/24 metalwright.token=none metalwright.ca=sha256:none
                initrd %1$s/initrd
                initrd %1$s/key
                boot
                """.formatted(base, server, mac, address).getBytes(StandardCharsets.UTF_8));
        http.start();
        dhcp = dnsmasq(told.path("namespace").asText(), firstThree, base, folder);
    }

    SiteKeys keys() {
        return keys;
    }

    boolean wasBooted() {
        return fetched.contains("/boot.ipxe");
    }

    /** Waits for sshd; its host key is believed at first sight, as nobody else is on this wire. */
    BootOsTarget target() throws Exception {
        for (int look = 0; look < 240; look++) {
            var scan = new ProcessBuilder("ssh-keyscan", "-T", "2", "-t", "ed25519", address)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var seen = new String(scan.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!seen.isEmpty()) {
                return new BootOsTarget(
                        MachineId.of("m-rack"),
                        new AgentAccess(
                                "boot-1", Ipv4Address.of(address), 22, List.of(seen.substring(seen.indexOf(' ') + 1))),
                        KEY_NAME);
            }
            Thread.sleep(500);
        }
        throw new AssertionError("BootOS does not come up at " + address + "; it fetched " + fetched);
    }

    private void serve(String path, byte[] body) {
        http.createContext(path, exchange -> answer(exchange, path, body));
    }

    private void answer(HttpExchange exchange, String path, byte[] body) throws IOException {
        fetched.add(path);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** In the rack's namespace, on its switch: a DHCP server of this host would be in the way. iPXE waits 13 s for a router's advertisement. */
    private static Process dnsmasq(String namespace, String firstThree, String base, Path folder) throws Exception {
        Rack.run("ip", "-n", namespace, "addr", "replace", firstThree + ".2/24", "dev", "switch");
        Rack.run("ip", "-n", namespace, "addr", "replace", "fd00:77::2/64", "dev", "switch", "nodad");
        return new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "dnsmasq",
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--port=0",
                        "--user=root",
                        "--no-ping",
                        "--interface=switch",
                        "--bind-interfaces",
                        "--dhcp-range=" + firstThree + ".50," + firstThree + ".60,10m",
                        "--dhcp-range=fd00:77::,ra-only",
                        "--enable-ra",
                        "--dhcp-boot=" + base + "/boot.ipxe",
                        "--dhcp-leasefile=" + folder.resolve("leases"),
                        "--pid-file=" + folder.resolve("dnsmasq.pid"))
                .redirectOutput(folder.resolve("dnsmasq.log").toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** A cpio archive of form "newc" with one file that its owner alone may read (Linux, Documentation/driver-api/early-userspace/buffer-format.rst). */
    private static byte[] ramdiskWith(String path, String text) {
        var archive = new ByteArrayOutputStream();
        var folder = path.substring(0, path.lastIndexOf('/'));
        entry(archive, folder.substring(0, folder.indexOf('/')), 0040700, "");
        entry(archive, folder, 0040700, "");
        entry(archive, path, 0100600, text);
        entry(archive, "TRAILER!!!", 0, "");
        return archive.toByteArray();
    }

    private static void entry(ByteArrayOutputStream archive, String name, int mode, String text) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        int[] fields = {0, mode, 0, 0, 1, 0, body.length, 0, 0, 0, 0, name.length() + 1, 0};
        var header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format("%08X", field));
        }
        archive.writeBytes((header + name + "\0").getBytes(StandardCharsets.US_ASCII));
        pad(archive);
        archive.writeBytes(body);
        pad(archive);
    }

    private static void pad(ByteArrayOutputStream archive) {
        while (archive.size() % 4 != 0) {
            archive.write(0);
        }
    }

    @Override
    public void close() throws InterruptedException {
        http.stop(0);
        dhcp.destroy();
        if (!dhcp.waitFor(5, TimeUnit.SECONDS)) {
            dhcp.destroyForcibly();
        }
    }
}
