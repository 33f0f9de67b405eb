package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assertions;

/** OpenIPMI's ipmi_sim as a BMC on the loopback, and ipmitool as the judge of what it holds. Needs no root. */
public final class IpmiSimulator implements AutoCloseable {
    public static final BmcCredential ADMIN = BmcCredential.of("admin", "factory-secret");

    private final Path folder;
    private final int port;
    private Process process;

    private IpmiSimulator(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    private static final String ONE_CONTROLLER = """
            mc_setbmc 0x20
            mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
            mc_enable 0x20
            """;

    public static IpmiSimulator start(Path folder) throws IOException {
        return start(folder, ONE_CONTROLLER, "");
    }

    /** @param terminal the machine's end of its serial line is this terminal's other end */
    public static IpmiSimulator withSerialLine(Path folder, Path terminal) throws IOException {
        return start(folder, ONE_CONTROLLER, "sol \"" + terminal + "\" 115200");
    }

    /** As the BMC of a real server, by its recording in {@code recorded}. */
    public static IpmiSimulator recorded(Path folder, String machine) throws IOException, InterruptedException {
        try (var packed = new GZIPInputStream(Files.newInputStream(
                Path.of("src/test/resources/io/metalwright/activities/power/ipmi/recorded", machine + ".emu.gz")))) {
            IpmiSimulator simulator = start(folder, new String(packed.readAllBytes(), StandardCharsets.US_ASCII), "");
            simulator.awaitRecords();
            return simulator;
        }
    }

    /** It answers before it has read its commands to the end. */
    private void awaitRecords() throws IOException, InterruptedException {
        String before = "";
        for (int i = 0; i < 50; i++) {
            Thread.sleep(300);
            String now;
            try {
                now = ipmitool("sdr", "info");
            } catch (AssertionError e) {
                now = "";
            }
            if (!now.isEmpty() && now.equals(before)) {
                return;
            }
            before = now;
        }
        Assertions.fail("ipmi_sim is not done with its commands");
    }

    private static IpmiSimulator start(Path folder, String emulation, String serialLine) throws IOException {
        need("ipmi_sim", "openipmi");
        need("ipmitool", "ipmitool");
        int port = freePort();
        Path chassis = script(folder, "chassis", CHASSIS);
        Path lan = script(folder, "lan", LAN);
        Files.createDirectory(folder.resolve("state"));
        Files.createDirectory(folder.resolve("values"));
        value(folder, "ip_addr", "10.9.8.7");
        value(folder, "ip_addr_src", "dhcp");
        value(folder, "mac_addr", "52:54:00:aa:55:01");
        value(folder, "subnet_mask", "255.255.0.0");
        value(folder, "default_gw_ip_addr", "10.9.0.1");
        value(folder, "default_gw_mac_addr", "52:54:00:aa:55:02");
        value(folder, "backup_gw_ip_addr", "0.0.0.0");
        value(folder, "backup_gw_mac_addr", "00:00:00:00:00:00");
        Files.writeString(folder.resolve("lan.conf"), CONFIGURATION.formatted(port, lan, chassis, serialLine));
        Files.writeString(folder.resolve("bmc.emu"), emulation);
        return new IpmiSimulator(folder, port, launch(folder));
    }

    public BmcAddress address() {
        return new BmcAddress("127.0.0.1", port);
    }

    /** What the simulated chassis or LAN holds, such as {@code power} or {@code ip_addr}. */
    public String value(String name) throws IOException {
        return Files.readString(folder.resolve("values").resolve(name)).strip();
    }

    /** Kills the BMC; {@link #restart} brings it back. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills the BMC in the middle of everything and starts it again: its sessions are gone. */
    public void restart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch(folder);
    }

    /** What ipmitool prints when it is told this as the administrator. */
    public String ipmitool(String... arguments) throws IOException, InterruptedException {
        return ipmitool(ADMIN, arguments);
    }

    public String ipmitool(BmcCredential credential, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ipmitool",
                "-I",
                "lanplus",
                "-C",
                "3",
                "-H",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-E",
                "-U",
                credential.user()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("IPMI_PASSWORD", new String(credential.password(), StandardCharsets.UTF_8));
        Process judge = builder.start();
        judge.getOutputStream().close();
        String said = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertTrue(judge.waitFor(60, TimeUnit.SECONDS), "ipmitool does not end");
        Assertions.assertEquals(0, judge.exitValue(), () -> "ipmitool " + String.join(" ", arguments) + ": " + said);
        return said;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static Process launch(Path folder) throws IOException {
        return new ProcessBuilder("ipmi_sim", "-c", "lan.conf", "-f", "bmc.emu", "-s", "state", "-n")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ipmi_sim.log").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    private static void need(String program, String debianPackage) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        Assertions.assertTrue(found, () -> program + " is missing. Install the Debian package " + debianPackage);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path script(Path folder, String name, String text) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, text);
        Assertions.assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    private static void value(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve("values").resolve(name), text);
    }

    private static final String CONFIGURATION = """
            name "test"
            set_working_mc 0x20
              startlan 1
                addr 127.0.0.1 %d
                priv_limit admin
                guid a123456789abcdefa123456789abcdef
                lan_config_program "%s"
              endlan
              chassis_control "%s 0x20"
              %s
              user 1 true "" "" user 10 none md2 md5 straight
              user 2 true "admin" "factory-secret" admin 10 none md2 md5 straight
            """;

    /** Called as {@code chassis <bmc> get|set power [value] …}; answers {@code power:0}. */
    private static final String CHASSIS = """
            #!/bin/sh
            values=$(dirname "$0")/values
            shift
            verb=$1
            shift
            case $verb in
            get) for name in "$@"; do echo "$name:$(cat "$values/$name" 2>/dev/null || echo 0)"; done ;;
            set)
                while [ $# -gt 1 ]; do
                    echo "$1 $2" >>"$values/pressed"
                    echo "$2" >"$values/$1"
                    shift 2
                done ;;
            esac
            """;

    /** Called as {@code lan get|set ip_addr [value] …}; answers {@code ip_addr:10.9.8.7}. */
    private static final String LAN = """
            #!/bin/sh
            values=$(dirname "$0")/values
            verb=$1
            shift
            case $verb in
            get) for name in "$@"; do echo "$name:$(cat "$values/$name")"; done ;;
            set) while [ $# -gt 1 ]; do echo "$2" >"$values/$1"; shift 2; done ;;
            esac
            """;
}
