package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.activities.power.redfish.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HPE iLO 4, 5 and 6. iLO 4 (extension {@code Hp}) and iLO 5 (extension {@code Hpe}) keep drives behind a Smart Array controller, network adapters and
 * PCI devices at places of their own, below the system's extension; iLO 6 has the specified ones (iLO 5 and iLO 6 Redfish references of HPE).
 */
final class HpeIlo implements Vendor {
    @Override
    public String name() {
        return "HPE iLO";
    }

    @Override
    public int enterprise() {
        return 11;
    }

    @Override
    public boolean recognises(Identity identity) {
        return identity.hasExtension("Hpe") || identity.hasExtension("Hp") || identity.isModel("iLO");
    }

    /** Virtual serial port (HPE iLO scripting and command line guide). */
    @Override
    public Optional<String> serialCommand() {
        return Optional.of("vsp");
    }

    @Override
    public List<String> driveLists(Resource system) {
        return own(system, "SmartStorage")
                .map(link -> below(link, "ArrayControllers"))
                .toList();
    }

    @Override
    public List<String> adapterLists(Resource system) {
        // iLO 5 has its base adapters below the system; "NetworkAdapters" is what iLO 4 calls the same.
        return Stream.concat(
                        own(system, "NetworkAdapters"),
                        Stream.of(below(system.path(), "BaseNetworkAdapters")).filter(link -> system.has("Oem", "Hpe")))
                .toList();
    }

    /** iLO 4 and early iLO 5 have actions of their own for their emulated drives (recorded of both; the names differ by one letter). */
    @Override
    public Optional<String> mediaAction(Resource drive, String act) {
        var own = act.equals("InsertMedia") ? "InsertVirtualMedia" : "EjectVirtualMedia";
        return Stream.of("Hpe", "Hp")
                .flatMap(maker ->
                        drive.text("Oem", maker, "Actions", "#" + maker + "iLOVirtualMedia." + own, "target").stream())
                .findFirst();
    }

    @Override
    public List<String> deviceLists(Resource system) {
        return own(system, "PCIDevices").toList();
    }

    private static Stream<String> own(Resource system, String name) {
        return Stream.of("Hpe", "Hp")
                .flatMap(extension -> Stream.concat(
                        system.link("Oem", extension, "Links", name).stream(),
                        system.link("Oem", extension, "links", name).stream()))
                .limit(1);
    }

    private static String below(String link, String name) {
        return link.replaceAll("/+$", "") + "/" + name + "/";
    }
}
