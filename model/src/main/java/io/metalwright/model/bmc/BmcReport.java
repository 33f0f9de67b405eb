package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a BMC answered: the part that was asked for, and null elsewhere. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BmcReport(
        @Nullable BmcIdentity info,
        @Nullable ChassisInfo chassis,
        @Nullable BootSetting boot,
        @Nullable List<Sensor> sensors,
        @Nullable BmcEventLog events,
        @Nullable List<FruInfo> parts,
        @Nullable List<BmcAccount> users,
        @Nullable BmcLanInfo lan,
        @Nullable List<VirtualMedium> media,
        @Nullable BrokerState broker,
        @Nullable FirmwareSetup firmware,
        @Nullable BiosSetup bios,
        @Nullable List<StorageController> volumes,
        @Nullable List<FirmwareItem> firmwareInventory) {

    public static BmcReport of(BmcIdentity info) {
        return new BmcReport(info, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static BmcReport of(ChassisInfo chassis) {
        return new BmcReport(null, chassis, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static BmcReport of(BootSetting boot) {
        return new BmcReport(null, null, boot, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static BmcReport ofSensors(List<Sensor> sensors) {
        return new BmcReport(null, null, null, sensors, null, null, null, null, null, null, null, null, null, null);
    }

    public static BmcReport of(BmcEventLog events) {
        return new BmcReport(null, null, null, null, events, null, null, null, null, null, null, null, null, null);
    }

    public static BmcReport ofParts(List<FruInfo> parts) {
        return new BmcReport(null, null, null, null, null, parts, null, null, null, null, null, null, null, null);
    }

    public static BmcReport ofUsers(List<BmcAccount> users) {
        return new BmcReport(null, null, null, null, null, null, users, null, null, null, null, null, null, null);
    }

    public static BmcReport of(BmcLanInfo lan) {
        return new BmcReport(null, null, null, null, null, null, null, lan, null, null, null, null, null, null);
    }

    public static BmcReport ofMedia(List<VirtualMedium> media) {
        return new BmcReport(null, null, null, null, null, null, null, null, media, null, null, null, null, null);
    }

    public static BmcReport of(BrokerState broker) {
        return new BmcReport(null, null, null, null, null, null, null, null, null, broker, null, null, null, null);
    }

    public static BmcReport of(FirmwareSetup firmware) {
        return new BmcReport(null, null, null, null, null, null, null, null, null, null, firmware, null, null, null);
    }

    public static BmcReport of(BiosSetup bios) {
        return new BmcReport(null, null, null, null, null, null, null, null, null, null, null, bios, null, null);
    }

    public static BmcReport ofVolumes(List<StorageController> controllers) {
        return new BmcReport(null, null, null, null, null, null, null, null, null, null, null, null, controllers, null);
    }

    public static BmcReport ofFirmwareInventory(List<FirmwareItem> items) {
        return new BmcReport(null, null, null, null, null, null, null, null, null, null, null, null, null, items);
    }
}
