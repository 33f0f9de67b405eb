package io.metalwright.ops.demo;

import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.role.AllInOne;
import io.metalwright.ops.role.Ports;
import io.metalwright.ops.simulated.Pace;
import io.metalwright.ops.simulated.SimulatedHardware;
import io.metalwright.ops.simulated.SimulatedMachine;
import io.metalwright.ops.simulated.Temper;
import io.metalwright.ops.simulated.disk.SeededImage;
import io.metalwright.ops.simulated.disk.SparseFile;
import io.metalwright.ops.simulated.firmware.NetworkBoot;
import io.metalwright.ops.simulated.net.SshHost;
import io.metalwright.ops.simulated.net.SshPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** One simulated server on the loopback, whose addresses 127.x.y.z everybody may use. There is no DHCP: it has its address from the start. */
final class SimulatedStage implements Stage {
    static final String IMAGE = "simulated";

    private static final long SEED = 1;
    private static final Cidr NETWORK = Cidr.of("127.77.0.0/24");
    private static final Cidr BMC_NETWORK = Cidr.of("127.77.1.0/24");
    /** Where no segment of the demo is: its BMC has to be given another. */
    private static final Ipv4Address FACTORY_BMC = Ipv4Address.of("127.77.9.9");

    private static final String USER = "operator";

    private final AllInOne.Settings settings;
    private final SshPool pool = new SshPool();
    private final KeyPair key = SshHost.newKey();
    private final SimulatedMachine machine;

    private SimulatedStage(AllInOne.Settings settings) {
        this.settings = settings;
        machine = SimulatedMachine.rack(
                SimulatedHardware.seeded(SEED),
                new SimulatedMachine.Place(
                        // The boot services' certificate is made for the host's own addresses, and this is one of them.
                        NetworkBoot.fixed(
                                address(100),
                                URI.create(
                                        "http://127.0.0.1:" + settings.ports().http())),
                        FACTORY_BMC,
                        settings.ports().bmc(),
                        settings.ports().systemSsh(),
                        serial ->
                                new SparseFile(folder(settings).resolve("disks").resolve(serial)),
                        Pace.BRISK,
                        Temper.GOOD),
                pool);
    }

    /** Ports that are free now, and something in the place of BootOS that firmware can load. */
    static AllInOne.Settings settings(AllInOne.Settings usual) throws IOException {
        var bootOs = Files.createDirectories(folder(usual).resolve("bootos"));
        for (var name : List.of("kernel", "initrd")) {
            Files.writeString(bootOs.resolve(name), "stands for the " + name + " of BootOS\n");
        }
        return new AllInOne.Settings(
                usual.home(),
                usual.data(),
                usual.temporal(),
                usual.temporalPort(),
                usual.temporalUiPort(),
                usual.listen(),
                usual.apiPort(),
                bootOs,
                freePorts(),
                usual.collector(),
                usual.extras());
    }

    static SimulatedStage make(AllInOne.Settings settings) {
        return new SimulatedStage(settings);
    }

    @Override
    public Cidr network() {
        return NETWORK;
    }

    @Override
    public Cidr bmcNetwork() {
        return BMC_NETWORK;
    }

    @Override
    public String mac() {
        return machine.hardware().mac().toString();
    }

    @Override
    public String serialLog() {
        return settings.data().log().toString();
    }

    @Override
    public void pressPowerButton() {
        machine.powerUp();
    }

    @Override
    public Path image(String name, Narration narration) throws IOException {
        return SeededImage.write(folder(settings).resolve(name + ".raw"), SEED);
    }

    @Override
    public String loginKey() throws IOException {
        var text = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "demo", null, text);
        } catch (GeneralSecurityException e) {
            throw new IOException("write " + keyFile(), e);
        }
        Files.deleteIfExists(keyFile());
        Files.createFile(keyFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(keyFile(), text.toByteArray());
        return SshHost.publicLine(key) + " demo";
    }

    @Override
    public Login logIn(Ipv4Address system, String file) throws IOException {
        var said = new ArrayList<String>();
        try (var client = new SSHClient(new DefaultConfig())) {
            // Which key it shows was proven by the run.
            client.addHostKeyVerifier(new PromiscuousVerifier());
            client.connect(system.value(), settings.ports().systemSsh());
            client.authPublickey(USER, client.loadKeys(key));
            for (var line :
                    List.of("hostname", "ip -4 -o address show scope global", "cat " + file, "cat /etc/os-release")) {
                try (var session = client.startSession()) {
                    var command = session.exec(line);
                    var text = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    command.join(10, TimeUnit.SECONDS);
                    said.add(
                            line.startsWith("ip ")
                                    ? text.replaceFirst("(?s).* inet (\\S+).*", "$1")
                                    : text.lines().findFirst().orElse("").replaceFirst("^PRETTY_NAME=\"(.*)\"$", "$1"));
                }
            }
        }
        return new Login(
                "ssh -i " + keyFile() + " -p " + settings.ports().systemSsh()
                        + " -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR " + USER + "@"
                        + system + " hostname",
                keyFile(),
                said);
    }

    private Path keyFile() {
        return settings.data().root().resolve("demo-key");
    }

    private static Path folder(AllInOne.Settings settings) {
        return settings.data().root().resolve("simulated");
    }

    /** Nothing of this keeps them free until they are taken; a demo that loses one says which, and is started again. */
    private static Ports freePorts() throws IOException {
        try (var dhcp = new DatagramSocket(0);
                var tftp = new DatagramSocket(0);
                var bmc = new DatagramSocket(0);
                var http = new ServerSocket(0);
                var https = new ServerSocket(0);
                var ssh = new ServerSocket()) {
            ssh.bind(new InetSocketAddress(0));
            return new Ports(
                    dhcp.getLocalPort(),
                    tftp.getLocalPort(),
                    http.getLocalPort(),
                    https.getLocalPort(),
                    bmc.getLocalPort(),
                    ssh.getLocalPort());
        }
    }

    @Override
    public void close() {
        machine.close();
        pool.close();
    }
}
