package io.metalwright.ops.bmc;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcAnswers;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.FirmwareUpdate;
import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any BMC, from this host, with nothing of the product running. A BMC's certificate is remembered for this one visit alone: nobody here knows what it
 * showed before.
 */
public final class DirectDoor implements BmcDoor {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** BMCs were seen to hold the button for ten seconds, and to tell it after thirty. */
    private static final Duration SWITCHING = Duration.ofSeconds(60);

    private static final Duration SHUTTING_DOWN = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration DARK = Duration.ofSeconds(2);

    /** Of the slowest BMCs that were heard of, with their restart. */
    private static final Duration UPDATING = Duration.ofMinutes(60);

    private final DirectLogin login;
    private final BmcAddress address;
    private final BmcCredential credential;
    private final Bmc bmc;

    private DirectDoor(DirectLogin login, BmcAddress address, BmcCredential credential, Bmc bmc) {
        this.login = login;
        this.address = address;
        this.credential = credential;
        this.bmc = bmc;
    }

    /**
     * @param suites for IPMI alone
     * @throws BmcFailure if the BMC does not let in
     */
    public static DirectDoor open(BmcAddress address, BmcCredential credential, List<Algorithms> suites)
            throws IOException {
        var login = DirectLogin.over(address.protocol(), suites);
        try {
            return new DirectDoor(login, address, credential, login.login(address, credential));
        } catch (BmcFailure e) {
            login.close();
            throw e;
        }
    }

    @Override
    public JsonNode ask(BmcRequest request) {
        return JSON.valueToTree(part(request, BmcAnswers.answer(bmc, request)));
    }

    private static Object part(BmcRequest request, BmcReport report) {
        Object part = switch (request.verb()) {
            case INFO -> report.info();
            case CHASSIS -> report.chassis();
            case BOOT, SET_BOOT -> report.boot();
            case SENSORS -> report.sensors();
            case EVENTS, CLEAR_EVENTS -> report.events();
            case PARTS -> report.parts();
            case USERS -> report.users();
            case LAN -> report.lan();
            case MEDIA -> report.media();
            case FIRMWARE, SET_FIRMWARE -> report.firmware();
            case BIOS, SET_BIOS -> report.bios();
            case VOLUMES -> report.volumes();
            case FIRMWARE_INVENTORY -> report.firmwareInventory();
            case BROKER -> report.broker();
            case INSERT_MEDIUM, EJECT_MEDIUM ->
                Objects.requireNonNull(report.media()).getFirst();
        };
        Objects.requireNonNull(part, "the part of the report that was asked for");
        return part instanceof List<?> items ? Map.of("items", items) : part;
    }

    @Override
    public void switchPower(PowerCommand command) {
        switch (command) {
            case ON -> be(PowerState.ON, command, SWITCHING);
            case OFF -> be(PowerState.OFF, command, SWITCHING);
            case SOFT_OFF -> be(PowerState.OFF, command, SHUTTING_DOWN);
            // A BMC's own cycle may be over between two looks, and so is never seen.
            case CYCLE -> {
                be(PowerState.OFF, PowerCommand.OFF, SWITCHING);
                sleep(DARK);
                be(PowerState.ON, PowerCommand.ON, SWITCHING);
            }
            case RESET -> {
                if (bmc.powerState() == PowerState.OFF) {
                    throw new IllegalStateException("The machine is off, and cannot be reset. Switch it on instead.");
                }
                bmc.apply(command);
            }
        }
    }

    private void be(PowerState wanted, PowerCommand command, Duration patience) {
        if (bmc.powerState() == wanted) {
            return;
        }
        bmc.apply(command);
        long until = System.nanoTime() + patience.toNanos();
        while (bmc.powerState() != wanted) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The BMC took '" + command.word() + "', and the power still is not "
                        + wanted.word() + " after " + patience.toSeconds()
                        + " s. See whether the machine has mains power"
                        + (command == PowerCommand.SOFT_OFF
                                ? ", and whether its system heeds the power button; 'off' does not ask it."
                                : "."));
            }
            sleep(LOOK);
        }
    }

    @Override
    public JsonNode updateFirmware(FirmwareImage image) {
        var before = bmc.firmwareInventory();
        var order = bmc.updateFirmware(image);
        var end = new FirmwareUpdate(new Anew(login, address, credential), order, before, FirmwareUpdate.Times.USUAL)
                .await(UPDATING, () -> {});
        if (end.result() != FirmwareUpdate.Result.DONE) {
            throw new IllegalStateException("Update firmware by " + image.words() + ": " + end.words()
                    + " See the BMC's own page, and 'bmc firmware' for what is installed.");
        }
        return JSON.valueToTree(Map.of("outcome", end.words()));
    }

    /** A login for each look: a BMC that has updated itself knows none of before. */
    private record Anew(DirectLogin login, BmcAddress address, BmcCredential credential) implements FirmwareUpdate.Way {
        @Override
        public <T> T visit(Function<Bmc, T> work) {
            try (var fresh = login.login(address, credential)) {
                return work.apply(fresh);
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the power", e);
        }
    }

    @Override
    public void close() {
        bmc.close();
        login.close();
    }
}
