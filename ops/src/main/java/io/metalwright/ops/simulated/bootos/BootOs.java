package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.Temper;
import io.metalwright.ops.simulated.bmc.BmcState;
import io.metalwright.ops.simulated.bmc.InBandIpmitool;
import io.metalwright.ops.simulated.disk.SimulatedDisk;
import io.metalwright.ops.simulated.net.SshHost;
import io.metalwright.ops.simulated.net.SshPool;
import io.metalwright.ops.simulated.net.WebClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One boot of BootOS: its own SSH host key, nobody's key until the agent is told one, and nothing that outlives it but the disks. */
public final class BootOs implements AutoCloseable {
    private static final String VERSION = "simulated";

    /**
     * The machine that it runs on.
     *
     * @param address of its port; SSH listens there, on any port that is free
     * @param report the hardware report as JSON, made anew at each call
     * @param reboot called when root restarts the machine; returns at once
     * @param reset called when the machine resets by itself
     */
    public record Machine(
            String name,
            String address,
            List<SimulatedDisk> disks,
            BmcState bmc,
            Supplier<String> report,
            SshPool pool,
            Runnable reboot,
            Runnable reset,
            Consumer<String> console,
            Temper temper) {}

    private final Machine machine;
    private final KernelArguments arguments;
    private final WebClient web;
    private final ImageTools images;
    private final SshHost ssh;
    private final String hostKey;
    private volatile List<String> authorizedKeys = List.of();

    private BootOs(Machine machine, KernelArguments arguments) throws IOException {
        this.machine = machine;
        this.arguments = arguments;
        web = new WebClient(machine.address(), null);
        var devices = new BlockDevices(machine.disks());
        images = new ImageTools(devices, web, this::lastsThroughChunk);
        var shell = new BootOsShell(
                machine.name(),
                List.of(
                        new HardwareTools(machine.report(), new InBandIpmitool(machine.bmc()), arguments.line()),
                        new ArrayTools(devices),
                        // Before the block tools: mounting looks for partitions by their words.
                        new InstallationTools(devices, machine.reboot()),
                        images,
                        new BlockTools(devices)));
        var key = SshHost.newKey();
        hostKey = SshHost.publicLine(machine.temper().showsItsHostKey() ? key : SshHost.newKey());
        ssh = SshHost.start(
                machine.pool(),
                machine.address(),
                0,
                key,
                user -> user.equals("root") ? authorizedKeys : List.of(),
                asked -> {
                    if (!machine.temper().lastsThroughCommand()) {
                        machine.reset().run();
                    }
                    return shell.run(asked);
                });
    }

    private void lastsThroughChunk() throws InterruptedException {
        if (!machine.temper().lastsThroughChunk()) {
            machine.reset().run();
        }
    }

    public static BootOs start(Machine machine, KernelArguments arguments) throws IOException {
        return new BootOs(machine, arguments);
    }

    /** Who may log in as root from now on, and nobody else. */
    void authorize(List<String> keys) {
        authorizedKeys = List.copyOf(keys);
    }

    int sshPort() {
        return ssh.port();
    }

    String hostKey() {
        return hostKey;
    }

    /**
     * Announces the machine and waits for work, until its server or its end.
     *
     * @return whether the machine shall start again; else it shall be off
     */
    public boolean live(Consumer<WebClient> opened) throws InterruptedException {
        var announcement = new LinkedHashMap<String, Object>();
        announcement.put("mac", arguments.mac().value());
        announcement.put("bootId", UUID.randomUUID().toString());
        announcement.put("agentVersion", VERSION);
        announcement.put("sshHostKeys", List.of(hostKey));
        announcement.put("addresses", List.of(machine.address()));
        announcement.put("sshPort", ssh.port());
        announcement.put(
                "report",
                new com.fasterxml.jackson.databind.util.RawValue(
                        machine.report().get()));
        machine.console().accept("BootOS is up; SSH on " + machine.address() + ":" + ssh.port());
        var agent = new Agent(arguments, machine.address(), announcement, this::authorize, machine.console());
        return agent.live(web, opened) == Agent.End.RESTART;
    }

    @Override
    public void close() {
        images.close();
        web.close();
        ssh.close();
    }
}
