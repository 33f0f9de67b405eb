package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.model.power.BmcProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * OpenStack's {@code sushy-emulator --fake}: a Redfish service by other people, with TLS and basic authentication. Its power needs up to eleven
 * seconds to change, and its boot override is always for good.
 */
public final class SushyEmulator implements AutoCloseable {
    public static final BmcCredential ADMIN = BmcCredential.of("admin", "emulated-secret");
    private static final String MAC = "52:54:00:5c:31:9c";

    private final Process process;
    private final int port;

    private SushyEmulator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Its driver without machines knows no BIOS; this one keeps the settings that its driver for libvirt begins with. */
    static SushyEmulator startWithBios(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("sitecustomize.py"), """
                from sushy_tools.emulator.resources.systems import fakedriver, libvirtdriver

                settings = dict(libvirtdriver.LibvirtDriver.DEFAULT_BIOS_ATTRIBUTES)
                fakedriver.FakeDriver.get_bios = lambda self, identity: settings
                fakedriver.FakeDriver.set_bios = lambda self, identity, attributes: settings.update(attributes)
                """);
        return start(folder);
    }

    /**
     * Its driver without machines knows no volumes; this one has those that are configured. One that is asked for over the whole of its drives gets a
     * size, where the emulator itself would tell {@code None}, which is no JSON.
     */
    static SushyEmulator startWithVolumes(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("sitecustomize.py"), """
                from sushy_tools.emulator.resources.systems import fakedriver

                def keep(self, volume):
                    volume["CapacityBytes"] = volume["CapacityBytes"] or 899527000000
                    return volume["Id"]
                fakedriver.FakeDriver.find_or_create_storage_volume = keep
                """);
        return start(folder, """
                SUSHY_EMULATOR_STORAGE = {"27946b59-9e44-4fa7-8e91-f3527a1ef094": [{
                    "Id": "1", "Name": "Local Storage Controller",
                    "StorageControllers": [{"MemberId": "0", "Name": "Contoso Integrated RAID", "SpeedGbps": 12}],
                    "Drives": ["32ADF365C6C1B7BD"]}]}
                SUSHY_EMULATOR_DRIVES = {("27946b59-9e44-4fa7-8e91-f3527a1ef094", "1"): [
                    {"Id": "32ADF365C6C1B7BD", "Name": "Drive Sample", "CapacityBytes": 899527000000, "Protocol": "SAS"}]}
                SUSHY_EMULATOR_VOLUMES = {("27946b59-9e44-4fa7-8e91-f3527a1ef094", "1"): [
                    {"libvirtVolName": "v1", "Id": "1", "Name": "Sample Volume 1", "VolumeType": "Mirrored", "CapacityBytes": 23748}]}
                """);
    }

    /** Its driver without machines knows no versions; this one keeps one of the BIOS. */
    static SushyEmulator startWithFirmware(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("sitecustomize.py"), """
                from sushy_tools.emulator.resources.systems import fakedriver

                versions = {"BiosVersion": "1.0.0"}
                fakedriver.FakeDriver.get_versions = lambda self, identity: versions
                fakedriver.FakeDriver.set_versions = lambda self, identity, wanted: versions.update(wanted)
                """);
        return start(folder);
    }

    /** What other projects recorded, fetched once. */
    static Path recordings() throws IOException {
        var fetched = new ProcessBuilder(
                        root().resolve("ops/setup/redfish-recordings").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return Path.of(new String(fetched.getInputStream().readAllBytes()).strip());
    }

    public static SushyEmulator start(Path folder) throws IOException, InterruptedException {
        return start(folder, "");
    }

    private static SushyEmulator start(Path folder, String configuration) throws IOException, InterruptedException {
        var programs = Path.of(
                run(folder, List.of(root().resolve("ops/setup/sushy-tools").toString()))
                        .strip());
        run(
                folder,
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=bmc",
                        "-keyout",
                        "bmc.key",
                        "-out",
                        "bmc.pem"));
        run(folder, List.of(programs.resolve("python3").toString(), "-c", """
                import bcrypt
                print("admin:" + bcrypt.hashpw(b"emulated-secret", bcrypt.gensalt(4)).decode(), file=open("users", "w"))"""));
        Files.writeString(
                folder.resolve("emulator.conf"), """
                SUSHY_EMULATOR_AUTH_FILE = "%s"
                SUSHY_EMULATOR_STATE_DIR = "%s"
                SUSHY_EMULATOR_FAKE_SYSTEMS = [{
                    "uuid": "27946b59-9e44-4fa7-8e91-f3527a1ef094", "name": "fake", "power_state": "Off",
                    "external_notifier": False, "nics": [{"mac": "%s", "ip": "172.22.0.100"}]}]
                """.formatted(folder.resolve("users"), folder, MAC) + configuration);
        int port = freePort();
        var builder = new ProcessBuilder(
                        programs.resolve("sushy-emulator").toString(),
                        "--fake",
                        "-i",
                        "127.0.0.1",
                        "-p",
                        "" + port,
                        "--config",
                        "emulator.conf",
                        "--ssl-certificate",
                        "bmc.pem",
                        "--ssl-key",
                        "bmc.key")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("emulator.log").toFile());
        builder.environment().put("PYTHONPATH", folder.toString());
        var process = builder.start();
        var emulator = new SushyEmulator(process, port);
        emulator.awaitPort(folder);
        return emulator;
    }

    public BmcAddress address() {
        return new BmcAddress(BmcProtocol.REDFISH, "127.0.0.1", port);
    }

    private void awaitPort(Path folder) throws IOException, InterruptedException {
        for (int look = 0; look < 300; look++) {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(100);
            }
        }
        close();
        throw new IOException("sushy-emulator: " + Files.readString(folder.resolve("emulator.log")));
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        var started = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("error.log").toFile())
                .start();
        var said = new String(started.getInputStream().readAllBytes());
        if (started.waitFor() != 0) {
            throw new IOException(command.getFirst() + ": " + Files.readString(folder.resolve("error.log")));
        }
        return said;
    }

    /** The tree's root, from wherever the tests are run. */
    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ops/setup"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
