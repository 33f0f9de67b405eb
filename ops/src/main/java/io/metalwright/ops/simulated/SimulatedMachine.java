package io.metalwright.ops.simulated;

import io.metalwright.activities.power.ipmi.wire.BootFlags;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.bmc.BmcState;
import io.metalwright.ops.simulated.bmc.Chassis;
import io.metalwright.ops.simulated.bmc.SimulatedBmc;
import io.metalwright.ops.simulated.bootos.BootOs;
import io.metalwright.ops.simulated.bootos.KernelArguments;
import io.metalwright.ops.simulated.disk.DiskContents;
import io.metalwright.ops.simulated.disk.DosTable;
import io.metalwright.ops.simulated.disk.SimulatedDisk;
import io.metalwright.ops.simulated.firmware.NetworkBoot;
import io.metalwright.ops.simulated.installed.InstalledSystem;
import io.metalwright.ops.simulated.net.SshPool;
import io.metalwright.ops.simulated.net.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole server in this process. Its BMC answers from the start; the rest begins with the power. */
public final class SimulatedMachine implements Chassis, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedMachine.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** Firmware tries for ever; real firmware takes longer to. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final Duration REBOOT_DELAY = Duration.ofSeconds(1);

    /**
     * Where it stands.
     *
     * @param network where its firmware gets an address and a script
     * @param bmcAddress that its BMC has when it comes from the factory
     * @param systemSshPort where installed systems of this place listen
     * @param disks makes the contents of a disk with this serial
     */
    public record Place(
            NetworkBoot network,
            Ipv4Address bmcAddress,
            int bmcPort,
            int systemSshPort,
            Function<String, DiskContents> disks,
            Pace pace,
            Temper temper) {}

    private final SimulatedHardware hardware;
    private final Place place;
    private final SshPool pool;
    private final BmcState bmcState;
    private final SimulatedBmc bmc;
    private final List<SimulatedDisk> disks = new ArrayList<>();
    private @Nullable PoweredOn power;

    private SimulatedMachine(SimulatedHardware hardware, Place place, SshPool pool) {
        this.hardware = hardware;
        this.place = place;
        this.pool = pool;
        for (var serial : hardware.diskSerials()) {
            disks.add(new SimulatedDisk(
                    serial, hardware.diskBytes(), place.disks().apply(serial)));
        }
        bmcState = new BmcState(hardware.bmcMac(), place.bmcAddress());
        bmc = SimulatedBmc.start(
                bmcState, new MoodyChassis(this, place.temper()), place.temper(), hardware.uuid(), place.bmcPort());
        bmc.serialLine().onTyped(this::echo);
    }

    /** A machine in its rack, switched off, with empty disks. */
    public static SimulatedMachine rack(SimulatedHardware hardware, Place place, SshPool pool) {
        return new SimulatedMachine(hardware, place, pool);
    }

    public SimulatedHardware hardware() {
        return hardware;
    }

    @Override
    public synchronized boolean isOn() {
        return power != null;
    }

    @Override
    public synchronized void powerUp() {
        if (power == null) {
            begin();
        }
    }

    @Override
    public synchronized void powerDown() {
        if (power != null) {
            power.close();
            power = null;
            say("off");
        }
    }

    @Override
    public synchronized void reset() {
        powerDown();
        begin();
    }

    /** Whatever runs here heeds the button. */
    @Override
    public void softShutdown() {
        powerDown();
    }

    /** Called with the lock held. */
    private void begin() {
        var begun = new PoweredOn();
        power = begun;
        var thread = Thread.ofVirtual().name("machine " + hardware.serial()).unstarted(() -> boot(begun));
        begun.runs(thread::interrupt);
        thread.start();
    }

    private void boot(PoweredOn now) {
        try {
            say("power on");
            Thread.sleep(place.pace().selfTest());
            var flags = bmcState.takeBootFlags();
            boolean disk =
                    flags.valid() && (flags.device() == BootFlags.DISK || flags.device() == BootFlags.DISK_SAFE_MODE);
            if (disk) {
                fromDisk(now);
            } else {
                fromNetwork(now);
            }
        } catch (InterruptedException | PoweredOn.PowerLost e) {
            // The power went, and takes all with it.
        } catch (IOException | RuntimeException e) {
            LOG.warn("The simulated machine {} hangs: {}", hardware.mac(), e.toString(), e);
        }
    }

    private void fromNetwork(PoweredOn now) throws IOException, InterruptedException {
        while (true) {
            var offer = place.network().ask(hardware.mac());
            if (offer.isEmpty()) {
                say("no DHCP server answers");
                continue;
            }
            var address = offer.get().address();
            var web = now.runs(new WebClient(address.value(), null));
            var script = script(web, offer.get().script());
            var arguments = KernelArguments.of(script);
            if (arguments.isPresent()) {
                if (loads(web, arguments.get())) {
                    bootOs(now, address, arguments.get());
                    return;
                }
            } else if (script.contains("sanboot")) {
                fromDisk(now);
                return;
            } else if (!script.isEmpty()) {
                say("the boot script is none that can be followed");
            }
            Thread.sleep(AGAIN);
        }
    }

    /** Empty when none came. */
    private String script(WebClient web, URI uri) {
        try {
            var answer = web.fetch(uri, Map.of("User-Agent", "iPXE"), ANSWER);
            if (answer.status() == 200) {
                return answer.text();
            }
            say("/ipxe answers " + answer.status());
        } catch (IOException e) {
            say("/ipxe does not answer: " + e.getMessage());
        }
        return "";
    }

    private boolean loads(WebClient web, KernelArguments arguments) {
        try {
            return web.fetch(arguments.kernel(), Map.of(), ANSWER).status() == 200
                    && web.fetch(arguments.initrd(), Map.of(), ANSWER).status() == 200;
        } catch (IOException e) {
            say("kernel and initrd do not come: " + e.getMessage());
            return false;
        }
    }

    private void bootOs(PoweredOn now, Ipv4Address address, KernelArguments arguments)
            throws IOException, InterruptedException {
        Thread.sleep(place.pace().kernel());
        var bootOs = now.runs(BootOs.start(
                new BootOs.Machine(
                        hardware.serial(),
                        address.value(),
                        disks,
                        bmcState,
                        () -> hardware.report(address.value(), bmcState),
                        pool,
                        () -> {
                            if (place.temper().rebootObeys()) {
                                resetSoon(now);
                            }
                        },
                        () -> resetNow(now),
                        this::say,
                        place.temper()),
                arguments));
        boolean again = bootOs.live(now::runs);
        if (again) {
            resetSoon(now);
        } else {
            powerDown();
        }
    }

    /** As {@code reboot -f} in the background does: the command that asked for it ends first. */
    private void resetSoon(PoweredOn asked) {
        Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(REBOOT_DELAY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            resetNow(asked);
        });
    }

    /** Unless somebody has pressed the button since. */
    private synchronized void resetNow(PoweredOn asked) {
        if (power == asked) {
            reset();
        }
    }

    private void fromDisk(PoweredOn now) throws IOException, InterruptedException {
        var first = disks.getFirst();
        var table = DosTable.of(first);
        var files = first.files();
        if (table.isEmpty() || files.isEmpty()) {
            say("no bootable system on the first disk");
            return;
        }
        Thread.sleep(place.pace().disk());
        now.runs(InstalledSystem.start(pool, files.get(), place.systemSshPort()))
                .report(this::say);
    }

    /** As a terminal does while somebody types; only a machine that is on hears it. */
    private void echo(byte[] typed) {
        if (isOn()) {
            bmc.serialLine().say(new String(typed, StandardCharsets.UTF_8).replace("\r", "\r\n"));
        }
    }

    private void say(String what) {
        LOG.info("simulated {}: {}", hardware.mac(), what);
        bmc.serialLine().say(what + "\r\n");
    }

    @Override
    public void close() {
        powerDown();
        bmc.close();
    }
}
