package io.metalwright.ops.fleet;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Pace;
import io.metalwright.ops.simulated.SimulatedHardware;
import io.metalwright.ops.simulated.SimulatedMachine;
import io.metalwright.ops.simulated.disk.SharedBlocks;
import io.metalwright.ops.simulated.firmware.DhcpRelay;
import io.metalwright.ops.simulated.net.SshPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Machines in their racks, each at addresses of its own, behind one relay agent. */
final class Fleet implements AutoCloseable {
    private static final int IPMI = 623;
    private static final int SSH = 22;

    /**
     * @param relay address of the relay agent in the machines' network
     * @param server of DHCP
     * @param bmcs the first BMC's address as it comes from the factory; the others follow
     */
    record Plan(
            int machines,
            long seed,
            Ipv4Address relay,
            Ipv4Address server,
            Ipv4Address bmcs,
            Set<Fault> faults,
            double share,
            Pace pace) {}

    private record Member(SimulatedMachine machine, SeededTemper temper) {}

    private final DhcpRelay relay;
    private final SshPool pool = new SshPool();
    private final Tally tally = new Tally();
    private final List<Member> members = new ArrayList<>();
    private final Map<MacAddress, Member> byMac = new HashMap<>();
    private int on;

    private Fleet(Plan plan) {
        relay = DhcpRelay.open(plan.relay(), plan.server());
        var blocks = new SharedBlocks.Pool();
        for (int number = 0; number < plan.machines(); number++) {
            long seed = plan.seed() * 1_000_003 + number;
            var temper = new SeededTemper(new Random(~seed), plan.faults(), plan.share(), tally);
            var machine = SimulatedMachine.rack(
                    SimulatedHardware.seeded(seed),
                    new SimulatedMachine.Place(
                            relay,
                            Ipv4Address.ofBits(plan.bmcs().bits() + number),
                            IPMI,
                            SSH,
                            serial -> new SharedBlocks(blocks),
                            plan.pace(),
                            temper),
                    pool);
            var member = new Member(machine, temper);
            members.add(member);
            byMac.put(machine.hardware().mac(), member);
        }
    }

    static Fleet rack(Plan plan) {
        return new Fleet(plan);
    }

    /** Presses the power buttons of so many that were never on. */
    synchronized void switchOn(int more) {
        for (int left = more; left > 0 && on < members.size(); left--) {
            members.get(on++).machine().powerUp();
        }
    }

    /** The machine with this MAC is registered: some lose their power then, and some begin to misbehave. */
    void registered(MacAddress mac) {
        var member = byMac.get(mac);
        if (member == null) {
            throw new IllegalArgumentException("no machine of this fleet has " + mac);
        }
        member.temper().registered();
        if (member.temper().isDark()) {
            tally.count("power cuts");
            member.machine().powerDown();
        }
    }

    Map<String, Long> counts() {
        return tally.counts();
    }

    @Override
    public void close() {
        members.forEach(member -> member.machine().close());
        pool.close();
        relay.close();
    }
}
