package io.metalwright.activities.power;

import io.metalwright.model.bmc.BmcAccount;
import io.metalwright.model.bmc.BmcEventLog;
import io.metalwright.model.bmc.BmcIdentity;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.BootSetting;
import io.metalwright.model.bmc.VirtualMedium;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** Asks a BMC what a person asked. */
public final class BmcAnswers {
    /** The newest, of a log that may hold tens of thousands: an answer is a message, not a file. */
    private static final int MOST_EVENTS = 4000;

    private BmcAnswers() {}

    /** @throws BmcFailure as the BMC's verbs do */
    public static BmcReport answer(Bmc bmc, BmcRequest request) {
        return switch (request.verb()) {
            case INFO -> BmcReport.of(identity(bmc.info()));
            case CHASSIS -> BmcReport.of(bmc.chassis());
            case BOOT -> BmcReport.of(boot(bmc.bootOverride()));
            case SET_BOOT -> {
                bmc.setBootOverride(Objects.requireNonNull(request.boot()));
                yield BmcReport.of(boot(bmc.bootOverride()));
            }
            case SENSORS -> BmcReport.ofSensors(bmc.sensors());
            case EVENTS -> BmcReport.of(newest(bmc.events()));
            case CLEAR_EVENTS -> {
                bmc.clearEvents();
                yield BmcReport.of(newest(bmc.events()));
            }
            case PARTS -> BmcReport.ofParts(bmc.parts());
            case USERS ->
                BmcReport.ofUsers(bmc.users().stream().map(BmcAnswers::account).toList());
            case LAN -> BmcReport.of(bmc.lanInfo());
            case FIRMWARE -> BmcReport.of(bmc.firmware());
            case SET_FIRMWARE -> BmcReport.of(new FirmwareChange(bmc).make(Objects.requireNonNull(request.firmware())));
            case BIOS -> BmcReport.of(bmc.bios());
            case SET_BIOS -> BmcReport.of(BiosChange.make(bmc, Objects.requireNonNull(request.bios())));
            case VOLUMES -> BmcReport.ofVolumes(bmc.controllers());
            case FIRMWARE_INVENTORY -> BmcReport.ofFirmwareInventory(bmc.firmwareInventory());
            case BROKER ->
                throw new BmcFailure.Refused(
                        "broker", 0, "No broker stands between: it is asked for by the name of a machine.");
            case MEDIA ->
                BmcReport.ofMedia(bmc.media().stream().map(VirtualMedium::shown).toList());
            case INSERT_MEDIUM -> {
                var wish = Objects.requireNonNull(request.medium());
                var drive = new VirtualDrive(bmc, wish.drive());
                yield BmcReport.ofMedia(List.of(
                        drive.insert(Objects.requireNonNull(wish.image())).shown()));
            }
            case EJECT_MEDIUM -> {
                var wish = Objects.requireNonNull(request.medium());
                yield BmcReport.ofMedia(
                        List.of(new VirtualDrive(bmc, wish.drive()).empty().shown()));
            }
        };
    }

    /** The event log, or as much of its end as is ever told. */
    public static BmcEventLog newestEvents(Bmc bmc) {
        return newest(bmc.events());
    }

    private static BmcEventLog newest(BmcEventLog log) {
        int all = log.events().size();
        return all <= MOST_EVENTS
                ? log
                : new BmcEventLog(
                        log.freeOctets(),
                        log.overflow(),
                        log.clock(),
                        List.copyOf(log.events().subList(all - MOST_EVENTS, all)));
    }

    private static BmcIdentity identity(BmcInfo info) {
        return new BmcIdentity(
                info.protocol(),
                info.manufacturer(),
                info.product(),
                info.firmware(),
                info.knownSystemId().map(UUID::toString).orElse(null),
                info.maker(),
                info.model());
    }

    private static BootSetting boot(BootReading reading) {
        return new BootSetting(reading.armed(), reading.device(), reading.persistent(), reading.mode());
    }

    private static BmcAccount account(BmcUser user) {
        return new BmcAccount(
                user.id(), user.name(), user.login(), user.privilege().name().toLowerCase(Locale.ROOT));
    }
}
