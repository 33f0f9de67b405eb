package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.model.BootMode;
import java.util.List;
import java.util.Optional;

/** A maker's BMCs: how they are known, and what differs from the specification. What a method does not say otherwise is as specified. */
public interface Vendor {
    /** Such as {@code Dell iDRAC}. */
    String name();

    /** IANA enterprise number, by which IPMI knows the same maker; 0 where there is none. */
    int enterprise();

    boolean recognises(Identity identity);

    /** The serial number that the operating system reads from SMBIOS, type 1. */
    default Optional<String> serial(Resource system) {
        return system.text("SerialNumber");
    }

    /** Under which of the allowed words the firmware boots from a CD that the BMC emulates. */
    default List<String> cdTargets() {
        return List.of("Cd", "UsbCd");
    }

    /** Whether a boot override counts only when its mode is sent along, also where it is the mode that stands. */
    default boolean wantsModeWithOverride() {
        return false;
    }

    /** Whether this is the server, where the BMC lists other things as systems too. */
    default boolean isServer(Resource system) {
        var type = system.word("SystemType");
        return type.isEmpty() || type.equals("Physical") || type.equals("OS");
    }

    /**
     * Where a medium is put in or taken out, below {@code Actions} of a drive that the BMC emulates, where it is not at the specified place.
     *
     * @param act {@code InsertMedia} or {@code EjectMedia}
     */
    default Optional<String> mediaAction(Resource drive, String act) {
        return Optional.empty();
    }

    /** Whether subscribers to its events still name types of events, where the schema has them name registries (DSP2046, EventDestination). */
    default boolean choosesEventsByType() {
        return false;
    }

    /** Whether a task that is under way is kept for a start of the machine (DSP2046, Task, TaskState). */
    default boolean isKept(Resource task) {
        return task.word("TaskState").equals("Pending");
    }

    /** What opens the serial line at the BMC's own command line by SSH, where the BMC does not tell it (DSP2046, ConsoleEntryCommand). */
    default Optional<String> serialCommand() {
        return Optional.empty();
    }

    /** Collections of controllers whose drives hang on none of the specified links. */
    default List<String> driveLists(Resource system) {
        return List.of();
    }

    /** Collections of network adapters beside the specified ones. */
    default List<String> adapterLists(Resource system) {
        return List.of();
    }

    /** Collections of PCI devices beside the specified ones. */
    default List<String> deviceLists(Resource system) {
        return List.of();
    }

    /** What that BIOS attribute is set to for a boot mode: as HPE and several others write it. */
    default String bootModeWord(BootMode mode) {
        return mode == BootMode.UEFI ? "Uefi" : "LegacyBios";
    }

    /** The boot mode, where the boot override does not tell it: BIOS attributes have no common names. */
    default List<String> bootModeAttributes() {
        return List.of("BootMode", "BootModeSelect", "SystemBootMode");
    }
}
