package io.metalwright.ops.simulated.bmc;

import io.metalwright.activities.power.ipmi.wire.BootFlags;
import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a BMC keeps over power failures: its network, its users, and how the machine boots next. */
public final class BmcState {
    static final int PLACES = 10;
    /** {@code 1} static, {@code 2} by DHCP (IPMI 2.0 table 23-4, parameter 4). */
    static final int STATIC = 1;

    static final int BY_DHCP = 2;

    private final MacAddress mac;
    private final List<BmcUser> users = new ArrayList<>();
    private final List<Consumer<Ipv4Address>> movers = new ArrayList<>();
    private Ipv4Address address;
    private Ipv4Address netmask = Ipv4Address.of("255.255.255.0");
    private Ipv4Address gateway = Ipv4Address.ANY;
    private int addressSource = BY_DHCP;
    private byte[] bootFlags = BootFlags.of(BootFlags.NO_OVERRIDE, false, false).encode();

    /** As it comes from the factory: an address by DHCP, and the user {@code admin} whose password is {@code admin}. */
    public BmcState(MacAddress mac, Ipv4Address address) {
        this.mac = mac;
        this.address = address;
        bootFlags[0] = 0;
        for (int id = 1; id <= PLACES; id++) {
            users.add(BmcUser.free(id));
        }
        change(
                2,
                user -> user.named("admin")
                        .withPassword("admin".getBytes(StandardCharsets.US_ASCII))
                        .enabled(true)
                        .allowed(true, PrivilegeLevel.ADMINISTRATOR));
    }

    /** Called with each new address, by whoever sets it. */
    synchronized void onMove(Consumer<Ipv4Address> mover) {
        movers.add(mover);
    }

    public MacAddress mac() {
        return mac;
    }

    public synchronized Ipv4Address address() {
        return address;
    }

    public synchronized Ipv4Address netmask() {
        return netmask;
    }

    public synchronized Ipv4Address gateway() {
        return gateway;
    }

    public synchronized boolean isStatic() {
        return addressSource == STATIC;
    }

    synchronized int addressSource() {
        return addressSource;
    }

    public void address(Ipv4Address wanted) {
        List<Consumer<Ipv4Address>> told;
        synchronized (this) {
            if (address.equals(wanted)) {
                return;
            }
            address = wanted;
            told = List.copyOf(movers);
        }
        told.forEach(mover -> mover.accept(wanted));
    }

    public synchronized void netmask(Ipv4Address wanted) {
        netmask = wanted;
    }

    public synchronized void gateway(Ipv4Address wanted) {
        gateway = wanted;
    }

    public synchronized void addressSource(int source) {
        addressSource = source;
    }

    synchronized List<BmcUser> users() {
        return List.copyOf(users);
    }

    synchronized Optional<BmcUser> user(String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    synchronized Optional<BmcUser> user(int id) {
        return id < 1 || id > PLACES ? Optional.empty() : Optional.of(users.get(id - 1));
    }

    /** Whether there is such a place. */
    synchronized boolean change(int id, UnaryOperator<BmcUser> change) {
        if (id < 1 || id > PLACES) {
            return false;
        }
        users.set(id - 1, change.apply(users.get(id - 1)));
        return true;
    }

    synchronized byte[] bootFlags() {
        return bootFlags.clone();
    }

    synchronized void bootFlags(byte[] flags) {
        bootFlags = flags.clone();
    }

    /** What the firmware asks at power-on: an override that counts once is used up by it. */
    public synchronized BootFlags takeBootFlags() {
        var flags = BootFlags.decode(bootFlags);
        if (flags.valid() && !flags.persistent()) {
            bootFlags[0] = 0;
            bootFlags[1] = 0;
        }
        return flags;
    }
}
