package io.metalwright.boot.plans;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that was published, on disk, and in memory by what is asked for. */
public final class PlanBook {
    /** What publishing came to. */
    public sealed interface Published {
        record Done() implements Published {}

        record MacTaken(MacAddress mac, MachineId by) implements Published {}

        record AddressTaken(Ipv4Address address, MachineId by) implements Published {}
    }

    private final SiteStore store;
    private final JsonMap<MachineBoot> stored;
    private final Map<MachineId, MachineBoot> machines = new ConcurrentHashMap<>();
    private final Map<MacAddress, MachineId> owners = new ConcurrentHashMap<>();
    private final Map<Ipv4Address, MachineId> reservations = new ConcurrentHashMap<>();
    /** By id and by host name, in lower case. Where two machines have one name, it is whose plan came last. */
    private final Map<String, MachineId> names = new ConcurrentHashMap<>();

    public PlanBook(SiteStore store) {
        this.store = store;
        this.stored = store.map("machines", MachineBoot.class);
        stored.entries().map(Map.Entry::getValue).forEach(this::index);
    }

    /** On disk when it returns. */
    public synchronized Published publish(MachineBoot boot) {
        for (var mac : boot.macs()) {
            var owner = owners.get(mac);
            if (owner != null && !owner.equals(boot.machine())) {
                return new Published.MacTaken(mac, owner);
            }
        }
        var address = boot.address();
        if (address != null) {
            var holder = reservations.get(address);
            if (holder != null && !holder.equals(boot.machine())) {
                return new Published.AddressTaken(address, holder);
            }
        }
        stored.put(boot.machine().value(), boot);
        store.commit();
        index(boot);
        return new Published.Done();
    }

    /** The plan that is forgotten; empty where there was none. */
    public synchronized Optional<MachineBoot> withdraw(MachineId machine) {
        var known = Optional.ofNullable(machines.get(machine));
        if (stored.remove(machine.value())) {
            store.commit();
        }
        machines.remove(machine);
        known.ifPresent(boot -> {
            boot.macs().forEach(owners::remove);
            forgetAddress(boot);
            forgetNames(boot);
        });
        return known;
    }

    public Optional<MachineBoot> find(MacAddress mac) {
        return Optional.ofNullable(owners.get(mac)).map(machines::get);
    }

    public List<MachineBoot> all() {
        return List.copyOf(machines.values());
    }

    public Optional<MachineBoot> machine(MachineId id) {
        return Optional.ofNullable(machines.get(id));
    }

    /** @param name a machine's id or its host name, in lower case */
    public Optional<MachineBoot> named(String name) {
        return Optional.ofNullable(names.get(name)).map(machines::get);
    }

    /** The machine for which this address is set down. */
    public Optional<MachineBoot> reservedFor(Ipv4Address address) {
        return Optional.ofNullable(reservations.get(address)).map(machines::get);
    }

    public Optional<MachineBoot> withOsReadyToken(Sha256 sum) {
        return machines.values().stream()
                .filter(boot -> sum.equals(boot.osReadyToken()))
                .findFirst();
    }

    /** The machine for whose BMC the disc of this secret's sum is held ready. */
    public Optional<MachineBoot> withMedium(Sha256 sum) {
        return machines.values().stream()
                .filter(boot ->
                        boot.medium() != null && sum.equals(boot.medium().path()))
                .findFirst();
    }

    /** Whether the address is set down for a machine other than the one with this MAC. */
    public boolean isReservedForAnother(Ipv4Address address, MacAddress mac) {
        var machine = reservations.get(address);
        return machine != null && !machine.equals(owners.get(mac));
    }

    /** The new is put in before the old is taken out: a packet answered in this moment finds the machine by one of them, and never as a stranger. */
    private void index(MachineBoot boot) {
        var before = machines.put(boot.machine(), boot);
        boot.macs().forEach(mac -> owners.put(mac, boot.machine()));
        var address = boot.address();
        if (address != null) {
            reservations.put(address, boot.machine());
        }
        if (before != null) {
            before.macs().stream().filter(mac -> !boot.macs().contains(mac)).forEach(owners::remove);
            if (!Objects.equals(before.address(), address)) {
                forgetAddress(before);
            }
        }
        if (before == null || !Objects.equals(before.hostname(), boot.hostname())) {
            if (before != null) {
                forgetNames(before);
            }
            names.put(boot.machine().value(), boot.machine());
            if (boot.hostname() != null) {
                names.put(boot.hostname().toLowerCase(Locale.ROOT), boot.machine());
            }
        }
    }

    private void forgetAddress(MachineBoot boot) {
        if (boot.address() != null) {
            reservations.remove(boot.address(), boot.machine());
        }
    }

    /** Its host name may be another's by now. */
    private void forgetNames(MachineBoot boot) {
        names.remove(boot.machine().value());
        if (boot.hostname() != null) {
            names.remove(boot.hostname().toLowerCase(Locale.ROOT), boot.machine());
        }
    }
}
