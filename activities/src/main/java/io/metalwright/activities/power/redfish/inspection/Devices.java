package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.activities.power.redfish.vendor.Vendor;
import io.metalwright.model.hardware.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DSP2046, PCIeDevice and PCIeFunction, and processors that compute; iLO's PCI devices of its own. */
final class Devices {
    /** AMD and NVIDIA: what else draws on a server is the BMC's own display. */
    private static final Set<String> GPU_MAKERS = Set.of("1002", "10de");

    private final Tree tree;
    private final Map<String, Device> devices = new LinkedHashMap<>();

    private Devices(Tree tree) {
        this.tree = tree;
    }

    static List<Device> of(Tree tree, Resource system, Vendor vendor) {
        var found = new Devices(tree);
        tree.readAll(system.links("PCIeDevices")).forEach(found::device);
        for (var chassis : tree.readAll(system.links("Links", "Chassis"))) {
            tree.membersOf(chassis, "PCIeDevices").forEach(found::device);
            tree.readAll(chassis.links("Links", "PCIeDevices")).forEach(found::device);
        }
        for (var list : vendor.deviceLists(system)) {
            tree.members(list).forEach(found::ofIlo);
        }
        for (var processor : Processors.computing(tree, system)) {
            found.add(processor, null, null, true);
        }
        return List.copyOf(found.devices.values());
    }

    private void device(Resource device) {
        if (!Presence.isThere(device)) {
            return;
        }
        var functions = device.link("PCIeFunctions")
                .map(tree::members)
                .orElseGet(() -> tree.readAll(device.links("Links", "PCIeFunctions")));
        var first = functions.isEmpty() ? device : functions.getFirst();
        add(
                device,
                digits(first, "VendorId"),
                digits(first, "DeviceId"),
                functions.stream().anyMatch(Devices::computes));
    }

    private static boolean computes(Resource function) {
        var kind = function.word("DeviceClass");
        var code = function.word("ClassCode").toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
        var maker = digits(function, "VendorId");
        return kind.equals("ProcessingAccelerators")
                || code.startsWith("0302")
                || code.startsWith("12")
                || (kind.equals("DisplayController") || code.startsWith("03"))
                        && maker != null
                        && GPU_MAKERS.contains(maker);
    }

    /** Its numbers are decimal. */
    private void ofIlo(Resource device) {
        var maker = four(device.number("VendorID"));
        add(
                device,
                maker,
                four(device.number("DeviceID")),
                device.number("ClassCode").orElse(0) == 3 && maker != null && GPU_MAKERS.contains(maker));
    }

    private void add(Resource device, @Nullable String vendorId, @Nullable String deviceId, boolean gpu) {
        devices.put(
                device.path(),
                new Device(
                        device.text("DeviceLocation").orElseGet(() -> Presence.place(device, "device")),
                        device.text("Model").or(() -> device.text("Name")).orElse(null),
                        device.text("Manufacturer").orElse(null),
                        vendorId,
                        deviceId,
                        device.text("SerialNumber").orElse(null),
                        gpu));
    }

    private static @Nullable String digits(Resource function, String name) {
        return function.text(name)
                .map(text -> text.toLowerCase(Locale.ROOT).replaceFirst("^0x", ""))
                .filter(text -> text.matches("[0-9a-f]{1,4}"))
                .map(text -> "0".repeat(4 - text.length()) + text)
                .orElse(null);
    }

    private static @Nullable String four(OptionalLong number) {
        return number.isPresent() && number.getAsLong() > 0 && number.getAsLong() < 0xFFFF
                ? "%04x".formatted(number.getAsLong())
                : null;
    }
}
