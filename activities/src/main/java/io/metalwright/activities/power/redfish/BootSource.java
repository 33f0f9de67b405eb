package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BootReading;
import io.metalwright.activities.power.redfish.vendor.Vendor;
import io.metalwright.model.BootMode;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The boot override of a system (DSP2046, ComputerSystem, property Boot). */
final class BootSource {
    private final Server server;
    private final Vendor vendor;

    BootSource(Server server) {
        this.server = server;
        this.vendor = server.vendor();
    }

    BootReading read() {
        return reading(server.readSystem());
    }

    static BootReading reading(Resource system) {
        var boot = system.at("Boot");
        var enabled = boot.word("BootSourceOverrideEnabled");
        return new BootReading(
                enabled.equals("Once") || enabled.equals("Continuous"),
                device(boot.word("BootSourceOverrideTarget")),
                enabled.equals("Continuous"),
                mode(boot));
    }

    static @Nullable BootMode mode(Resource boot) {
        return switch (boot.word("BootSourceOverrideMode")) {
            case "UEFI" -> BootMode.UEFI;
            case "Legacy" -> BootMode.BIOS;
            default -> null;
        };
    }

    void set(BootOverride override) {
        var system = server.readSystem();
        var boot = system.at("Boot");
        var change = RedfishSession.object();
        var wanted = change.putObject("Boot");
        wanted.put("BootSourceOverrideEnabled", enabled(override));
        wanted.put("BootSourceOverrideTarget", target(override.device(), boot));
        var mode = override.mode() == BootMode.UEFI ? "UEFI" : "Legacy";
        boolean told = override.device() != BootDevice.NONE
                && (vendor.wantsModeWithOverride()
                        || boot.has("BootSourceOverrideMode")
                                && !boot.word("BootSourceOverrideMode").equals(mode));
        if (told) {
            wanted.put("BootSourceOverrideMode", mode);
        }
        try {
            change(system, change);
        } catch (BmcFailure.Refused e) {
            // On many the mode is read-only, or a BIOS setting: the device still counts, and the mode is read back.
            if (!told || e.code() == 403) {
                throw e;
            }
            ObjectNode lesser = change.deepCopy();
            lesser.withObject("/Boot").remove("BootSourceOverrideMode");
            change(server.readSystem(), lesser);
        }
    }

    private void change(Resource system, ObjectNode change) {
        server.session().change("Set the boot device", system, change, false);
    }

    private static String enabled(BootOverride override) {
        return override.device() == BootDevice.NONE ? "Disabled" : override.persistent() ? "Continuous" : "Once";
    }

    private String target(BootDevice device, Resource boot) {
        var choices = switch (device) {
            case NONE -> List.of("None");
            case NETWORK -> List.of("Pxe");
            case DISK -> List.of("Hdd");
            case CD -> vendor.cdTargets();
            case BIOS_SETUP -> List.of("BiosSetup");
        };
        var allowed = boot.texts("BootSourceOverrideTarget@Redfish.AllowableValues");
        if (allowed.isEmpty()) {
            // iLO 4's older name.
            allowed = boot.texts("BootSourceOverrideSupported");
        }
        var known = allowed;
        // "None" is often left out of the list, and taken all the same.
        if (known.isEmpty() || device == BootDevice.NONE) {
            return choices.getFirst();
        }
        return choices.stream()
                .filter(known::contains)
                .findFirst()
                .orElseThrow(() -> new BmcFailure.Refused(
                        "BootSourceOverrideTarget",
                        0,
                        "Set the boot device of BMC " + server.session().address() + " to " + device.word()
                                + ": it allows only " + String.join(", ", known) + "."));
    }

    private static @Nullable BootDevice device(String target) {
        return switch (target) {
            case "None", "" -> BootDevice.NONE;
            case "Pxe" -> BootDevice.NETWORK;
            case "Hdd" -> BootDevice.DISK;
            case "Cd", "UsbCd" -> BootDevice.CD;
            case "BiosSetup" -> BootDevice.BIOS_SETUP;
            default -> null;
        };
    }
}
