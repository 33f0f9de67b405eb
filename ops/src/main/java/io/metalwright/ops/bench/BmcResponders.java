package io.metalwright.ops.bench;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Temper;
import io.metalwright.ops.simulated.bmc.BmcState;
import io.metalwright.ops.simulated.bmc.Chassis;
import io.metalwright.ops.simulated.bmc.SimulatedBmc;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many BMCs on addresses of the loopback, until standard input ends: arguments are how many, the first address, the UDP port, and of how many answers
 * one gets lost (0: none).
 */
final class BmcResponders {
    private BmcResponders() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        int first = Ipv4Address.of(arguments[1]).bits();
        int port = Integer.parseInt(arguments[2]);
        Temper temper = new LosingOneIn(Integer.parseInt(arguments[3]));
        List<SimulatedBmc> bmcs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var state = new BmcState(
                    MacAddress.of(new byte[] {2, 0, 0, (byte) (i >>> 16), (byte) (i >>> 8), (byte) i}),
                    Ipv4Address.ofBits(first + i));
            bmcs.add(SimulatedBmc.start(state, new AlwaysOn(), temper, new UUID(7, i), port));
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Whoever started us holds it open.
        }
        bmcs.forEach(SimulatedBmc::close);
    }

    /** Loses answers evenly, so that a run can be repeated. */
    private record LosingOneIn(int many, AtomicLong answers) implements Temper {
        LosingOneIn(int many) {
            this(many, new AtomicLong());
        }

        @Override
        public boolean bmcAnswers() {
            return many == 0 || answers.incrementAndGet() % many != 0;
        }
    }

    private static final class AlwaysOn implements Chassis {
        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public void powerUp() {
            // It is.
        }

        @Override
        public void powerDown() {
            throw new UnsupportedOperationException("A benchmark switches nothing off");
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException("A benchmark resets nothing");
        }

        @Override
        public void softShutdown() {
            throw new UnsupportedOperationException("A benchmark shuts nothing down");
        }
    }
}
