package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.BootModeWords;
import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.activities.power.redfish.vendor.Vendor;
import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.hardware.BiosFacts;
import io.metalwright.model.hardware.BmcVersion;
import io.metalwright.model.hardware.InstalledFirmware;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What starts the machine, and what manages it (DSP2046, ComputerSystem, Bios, SecureBoot, Manager). */
final class Firmware {
    private final Tree tree;
    private final Resource system;

    Firmware(Tree tree, Resource system) {
        this.tree = tree;
        this.system = system;
    }

    @Nullable
    BiosFacts bios() {
        return system.text("BiosVersion")
                .map(version -> new BiosFacts(null, version, null))
                .orElse(null);
    }

    /** As the BIOS settings say; else as the boot override does, which may stand for the next boot only. */
    @Nullable
    BootMode mode(Vendor vendor) {
        var attributes = system.link("Bios").flatMap(tree::read).map(bios -> bios.at("Attributes"));
        return vendor.bootModeAttributes().stream()
                .flatMap(name -> attributes.stream().map(settings -> settings.word(name)))
                .flatMap(word -> BootModeWords.mode(word).stream())
                .findFirst()
                .or(() -> BootModeWords.mode(system.word("Boot", "BootSourceOverrideMode")))
                .orElse(null);
    }

    @Nullable
    Boolean secureBoot() {
        var resource = system.link("SecureBoot").flatMap(tree::read);
        return resource.map(secure -> secure.word("SecureBootCurrentBoot"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("Enabled"))
                .or(() -> resource.flatMap(secure -> secure.truth("SecureBootEnable")))
                .orElse(null);
    }

    /** Of each part that the update service knows; versions that are kept beside the running one are left out. */
    List<InstalledFirmware> installed(Resource root) {
        return tree.read(root.link("UpdateService").orElse("/redfish/v1/UpdateService")).stream()
                .flatMap(service -> tree.membersOf(service, "FirmwareInventory").stream())
                .flatMap(item -> SoftwareInventory.read(item).stream())
                .filter(FirmwareItem::runs)
                .map(item -> new InstalledFirmware(item.name(), item.version()))
                .distinct()
                .toList();
    }

    @Nullable
    BmcVersion bmc(Optional<Resource> manager) {
        return manager.map(bmc -> {
                    var ports = tree.membersOf(bmc, "EthernetInterfaces").stream()
                            .filter(Presence::isThere)
                            .filter(port -> port.mac("MACAddress").isPresent())
                            .toList();
                    var port = ports.isEmpty() ? Optional.<Resource>empty() : Optional.of(ports.getFirst());
                    return new BmcVersion(
                            bmc.text("Model").orElse(null),
                            bmc.text("FirmwareVersion").orElse(null),
                            port.flatMap(first -> first.mac("MACAddress"))
                                    .map(Object::toString)
                                    .orElse(null),
                            port.flatMap(first -> first.objects("IPv4Addresses").stream()
                                            .flatMap(address -> address.text("Address").stream())
                                            .findFirst())
                                    .orElse(null));
                })
                .orElse(null);
    }
}
