package io.metalwright.api.bmc;

import io.metalwright.model.bmc.BiosSetup;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.BmcAccount;
import io.metalwright.model.bmc.BmcEventLog;
import io.metalwright.model.bmc.BmcIdentity;
import io.metalwright.model.bmc.BmcLanInfo;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.BmcVerb;
import io.metalwright.model.bmc.BootSetting;
import io.metalwright.model.bmc.BrokerState;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.bmc.FruInfo;
import io.metalwright.model.bmc.MediumWish;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.bmc.StorageController;
import io.metalwright.model.bmc.VirtualMedium;
import io.metalwright.model.power.BootOverride;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A machine's BMC, asked now; nothing of it is kept. Power is switched by runs of kind {@code power}. */
@RestController
@RequestMapping(path = "/api/v1/machines/{machine}/bmc", produces = "application/json")
class BmcController {
    private final BmcQuestions questions;

    BmcController(BmcQuestions questions) {
        this.questions = questions;
    }

    /** Several of something, under one name as in every list of the API. */
    record Items<T>(List<T> items) {}

    @GetMapping
    BmcIdentity readBmc(@PathVariable String machine) {
        return ask(machine, BmcVerb.INFO, BmcReport::info);
    }

    @GetMapping("/chassis")
    ChassisInfo readChassis(@PathVariable String machine) {
        return ask(machine, BmcVerb.CHASSIS, BmcReport::chassis);
    }

    @GetMapping("/boot")
    BootSetting readBootOverride(@PathVariable String machine) {
        return ask(machine, BmcVerb.BOOT, BmcReport::boot);
    }

    /** Answers what the BMC then reads: that it took the command proves nothing. */
    @PutMapping(path = "/boot", consumes = "application/json")
    BootSetting setBootOverride(@PathVariable String machine, @RequestBody BootOverride wanted) {
        return Objects.requireNonNull(
                questions.ask(machine, BmcRequest.of(wanted)).boot());
    }

    @GetMapping("/sensors")
    Items<Sensor> listSensors(@PathVariable String machine) {
        return new Items<>(ask(machine, BmcVerb.SENSORS, BmcReport::sensors));
    }

    @GetMapping("/events")
    BmcEventLog readEvents(@PathVariable String machine) {
        return ask(machine, BmcVerb.EVENTS, BmcReport::events);
    }

    /** Answers the log as it then is: empty, or with what came since. */
    @DeleteMapping("/events")
    BmcEventLog clearEvents(@PathVariable String machine) {
        return ask(machine, BmcVerb.CLEAR_EVENTS, BmcReport::events);
    }

    @GetMapping("/parts")
    Items<FruInfo> listParts(@PathVariable String machine) {
        return new Items<>(ask(machine, BmcVerb.PARTS, BmcReport::parts));
    }

    @GetMapping("/users")
    Items<BmcAccount> listBmcUsers(@PathVariable String machine) {
        return new Items<>(ask(machine, BmcVerb.USERS, BmcReport::users));
    }

    @GetMapping("/lan")
    BmcLanInfo readLan(@PathVariable String machine) {
        return ask(machine, BmcVerb.LAN, BmcReport::lan);
    }

    /** How the BMC fares with those who ask it: silent, busy, waited for. It is not asked for that. */
    @GetMapping("/broker")
    BrokerState readBroker(@PathVariable String machine) {
        return ask(machine, BmcVerb.BROKER, BmcReport::broker);
    }

    /** The drives that the BMC emulates; over Redfish alone. */
    @GetMapping("/media")
    Items<VirtualMedium> listMedia(@PathVariable String machine) {
        return new Items<>(ask(machine, BmcVerb.MEDIA, BmcReport::media));
    }

    /** @param image URL of a disc image, as the BMC reaches it */
    record Image(String image) {
        Image {
            if (image == null || image.isBlank()) {
                throw new IllegalArgumentException("'image' is missing: the URL of a disc image");
            }
            image = Objects.requireNonNull(new MediumWish(null, image).image());
        }
    }

    /**
     * Answers when the drive reads so.
     *
     * @param drive the BMC's name of it, or {@code cd}, {@code dvd}, {@code floppy}, {@code usb-stick} for the first that takes one
     */
    @PutMapping(path = "/media/{drive}", consumes = "application/json")
    VirtualMedium insertMedium(@PathVariable String machine, @PathVariable String drive, @RequestBody Image wanted) {
        return changed(machine, new MediumWish(drive, wanted.image()));
    }

    /** Answers when the drive reads empty. */
    @DeleteMapping("/media/{drive}")
    VirtualMedium ejectMedium(@PathVariable String machine, @PathVariable String drive) {
        return changed(machine, new MediumWish(drive, null));
    }

    /** Boot mode and secure boot; over Redfish alone. */
    @GetMapping("/firmware")
    FirmwareSetup readFirmware(@PathVariable String machine) {
        return ask(machine, BmcVerb.FIRMWARE, BmcReport::firmware);
    }

    /** Answers what the BMC then reads. Firmware takes most changes at the machine's next start alone: {@code next…} tells those. */
    @PutMapping(path = "/firmware", consumes = "application/json")
    FirmwareSetup setFirmware(@PathVariable String machine, @RequestBody FirmwareWish wanted) {
        return Objects.requireNonNull(
                questions.ask(machine, BmcRequest.of(wanted)).firmware());
    }

    /** The BIOS settings, but for passwords; over Redfish alone. */
    @GetMapping("/bios")
    BiosSetup readBios(@PathVariable String machine) {
        return ask(machine, BmcVerb.BIOS, BmcReport::bios);
    }

    /** Has the firmware take these settings at the machine's next start; answers what the BMC then reads. What is not named stays. */
    @PutMapping(path = "/bios", consumes = "application/json")
    BiosSetup setBios(@PathVariable String machine, @RequestBody BiosWish wanted) {
        return Objects.requireNonNull(
                questions.ask(machine, BmcRequest.of(wanted)).bios());
    }

    /** The storage controllers with their drives and volumes; over Redfish alone. A run makes a volume: see {@code disks.volume}. */
    @GetMapping("/volumes")
    Items<StorageController> listVolumes(@PathVariable String machine) {
        return new Items<>(ask(machine, BmcVerb.VOLUMES, BmcReport::volumes));
    }

    /** The firmware of the machine's parts, with what is kept beside that which runs; over Redfish alone. A runbook's step {@code firmware} updates it. */
    @GetMapping("/firmware-inventory")
    Items<FirmwareItem> listFirmware(@PathVariable String machine) {
        return new Items<>(ask(machine, BmcVerb.FIRMWARE_INVENTORY, BmcReport::firmwareInventory));
    }

    private VirtualMedium changed(String machine, MediumWish wish) {
        return Objects.requireNonNull(
                        questions.ask(machine, BmcRequest.of(wish)).media())
                .getFirst();
    }

    private <T> T ask(String machine, BmcVerb verb, Function<BmcReport, @Nullable T> part) {
        return Objects.requireNonNull(
                part.apply(questions.ask(machine, BmcRequest.of(verb))), "the part of the report that was asked for");
    }
}
