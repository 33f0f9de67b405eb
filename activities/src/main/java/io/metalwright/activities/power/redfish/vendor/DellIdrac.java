package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.model.BootMode;
import java.util.List;
import java.util.Optional;

/**
 * Dell iDRAC 7 to 10. {@code SerialNumber} is the main board's; what SMBIOS tells, and what is printed on the server, is the service tag, which stands
 * in {@code SKU}.
 */
final class DellIdrac implements Vendor {
    @Override
    public String name() {
        return "Dell iDRAC";
    }

    @Override
    public int enterprise() {
        return 674;
    }

    @Override
    public boolean recognises(Identity identity) {
        return identity.hasExtension("Dell") || identity.isMadeBy("Dell");
    }

    @Override
    public Optional<String> serial(Resource system) {
        return system.text("SKU").or(() -> system.text("SerialNumber"));
    }

    /** Its alerts are all that it sends; registries are not asked for (told by Dell's Redfish guides of iDRAC 7 to 9, which want HTTPS too). */
    @Override
    public boolean choosesEventsByType() {
        return true;
    }

    /** The serial device that the BIOS redirects to (Dell iDRAC user's guides, "console com2"). */
    @Override
    public Optional<String> serialCommand() {
        return Optional.of("console com2");
    }

    /** A job that is scheduled for the next start reads as a task that starts (recorded of an iDRAC 9). */
    @Override
    public boolean isKept(Resource task) {
        return Vendor.super.isKept(task) || task.word("Oem", "Dell", "JobState").equals("Scheduled");
    }

    @Override
    public List<String> bootModeAttributes() {
        return List.of("BootMode");
    }

    @Override
    public String bootModeWord(BootMode mode) {
        return mode == BootMode.UEFI ? "Uefi" : "Bios";
    }
}
