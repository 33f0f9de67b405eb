package io.metalwright.ops.console;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.SerialLine;
import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.ops.bmc.DirectLogin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The serial line of any BMC, from this host, with nothing of the product running. */
public final class DirectConsole implements ConsoleSource {
    private final DirectLogin login;
    private final BmcAddress address;
    private final BmcCredential credential;
    private boolean take;

    private DirectConsole(DirectLogin login, BmcAddress address, BmcCredential credential, boolean take) {
        this.login = login;
        this.address = address;
        this.credential = credential;
        this.take = take;
    }

    /**
     * @param suites for IPMI alone
     * @param take whether to take the line from whoever has it
     */
    public static DirectConsole of(BmcAddress address, BmcCredential credential, List<Algorithms> suites, boolean take)
            throws IOException {
        return new DirectConsole(DirectLogin.over(address.protocol(), suites), address, credential, take);
    }

    @Override
    public String name() {
        return "BMC " + address;
    }

    @Override
    public ConsoleLine open(Consumer<String> told) {
        try {
            var bmc = login.login(address, credential);
            try {
                var line = bmc.openSerialLine(take);
                // Asked for once: what somebody takes from us later is theirs.
                take = false;
                return new Line(bmc, line);
            } catch (BmcFailure e) {
                bmc.close();
                throw e;
            }
        } catch (BmcFailure e) {
            throw lost(e);
        }
    }

    private static ConsoleLost lost(BmcFailure failure) {
        return new ConsoleLost(
                String.valueOf(failure.getMessage()),
                failure instanceof BmcFailure.Unreachable || failure instanceof BmcFailure.Nonsense,
                failure);
    }

    private record Line(Bmc bmc, SerialLine serial) implements ConsoleLine {
        @Override
        public byte[] read(Duration wait) {
            try {
                return serial.read(wait);
            } catch (BmcFailure e) {
                throw lost(e);
            }
        }

        @Override
        public void write(byte[] octets) {
            try {
                serial.write(octets);
            } catch (BmcFailure e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        @Override
        public void sendBreak() {
            serial.sendBreak();
        }

        @Override
        public void takeOver() {
            // Who has a BMC's line alone writes to it.
        }

        @Override
        public void close() {
            serial.close();
            bmc.close();
        }
    }

    @Override
    public void close() {
        login.close();
    }
}
