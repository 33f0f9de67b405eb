package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.model.bmc.MediumKind;
import io.metalwright.model.bmc.VirtualMedium;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The drives that a BMC emulates (DSP2046, VirtualMedia). They stand below the system, and in services from before 2021 below the manager. What an
 * image's URL holds may be a secret, so that what a BMC says of a request is told by its message's name only.
 */
final class MediaDrives {
    private final Server server;

    MediaDrives(Server server) {
        this.server = server;
    }

    List<VirtualMedium> list() {
        return drives().stream().map(MediaDrives::medium).toList();
    }

    void insert(String drive, String image) {
        var found = find(drive);
        // It would be compared with makers' own lists of authorities, in which no site's is.
        if (image.startsWith("https:") && found.truth("VerifyCertificate").orElse(false)) {
            server.session()
                    .change(
                            "Let the image's server have a certificate of the site",
                            found,
                            RedfishSession.object().put("VerifyCertificate", false),
                            false);
            found = server.session().read("Read an emulated drive", found.path());
        }
        var purpose = "Insert a medium into " + drive;
        var action = action(found, "InsertMedia");
        var full = RedfishSession.object()
                .put("Image", image)
                .put("Inserted", true)
                .put("WriteProtected", true);
        if (action.isEmpty()) {
            change(purpose, found, full, RedfishSession.object().put("Image", image));
            return;
        }
        // AMI's and Fujitsu's want to be told the protocol too; iLO 4's own action knows the image alone (all as
        // recorded by OpenStack's sushy and proliantutils).
        var scheme = image.substring(0, image.indexOf(':')).toUpperCase(Locale.ROOT);
        firstThatIsTaken(
                purpose,
                action.orElseThrow(),
                full,
                full.deepCopy().put("TransferProtocolType", scheme).put("TransferMethod", "Stream"),
                RedfishSession.object().put("Image", image));
    }

    void eject(String drive) {
        var found = find(drive);
        if (!medium(found).inserted()) {
            return;
        }
        var purpose = "Eject what lies in " + drive;
        var action = action(found, "EjectMedia");
        if (action.isPresent()) {
            server.session().post(purpose, action.orElseThrow(), RedfishSession.object());
            return;
        }
        var empty = RedfishSession.object().putNull("Image");
        change(purpose, found, empty.deepCopy().put("Inserted", false), empty);
    }

    private Optional<String> action(Resource drive, String act) {
        return drive.text("Actions", "#VirtualMedia." + act, "target")
                .or(() -> server.vendor().mediaAction(drive, act));
    }

    private void firstThatIsTaken(String purpose, String target, JsonNode... bodies) {
        BmcFailure.@Nullable Refused first = null;
        for (var body : bodies) {
            try {
                server.session().post(purpose, target, body, true);
                return;
            } catch (BmcFailure.Refused e) {
                first = first == null ? e : first;
                if (!isAboutTheBody(e)) {
                    break;
                }
            }
        }
        throw first == null ? new IllegalArgumentException("no body") : first;
    }

    private void change(String purpose, Resource drive, ObjectNode full, ObjectNode lesser) {
        try {
            server.session().change(purpose, drive, full, true);
        } catch (BmcFailure.Refused e) {
            if (!isAboutTheBody(e)) {
                throw e;
            }
            server.session().change(purpose, drive, lesser, true);
        }
    }

    /** What a service answers that misses a parameter or does not know one. */
    private static boolean isAboutTheBody(BmcFailure.Refused refusal) {
        return refusal.code() == 400 || refusal.code() == 422 || refusal.code() == 501;
    }

    private Resource find(String drive) {
        return drives().stream()
                .filter(found -> medium(found).drive().equals(drive))
                .findFirst()
                .orElseThrow(() -> new BmcFailure.Refused(
                        "VirtualMedia",
                        404,
                        "Find the drive " + drive + " of BMC "
                                + server.session().address() + ": it is not there."));
    }

    private List<Resource> drives() {
        var places = Stream.concat(
                server.readSystem().link("VirtualMedia").stream(),
                server.readManager().flatMap(manager -> manager.link("VirtualMedia")).stream());
        return places.map(place -> server.session().collection("List the emulated drives", place))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static VirtualMedium medium(Resource drive) {
        var image = drive.text("Image").orElse(null);
        return new VirtualMedium(
                drive.text("Id").orElseGet(() -> drive.path().replaceAll(".*/(?=[^/]+/*$)|/+$", "")),
                kinds(drive),
                drive.truth("Inserted").orElse(image != null),
                image,
                drive.truth("WriteProtected").orElse(true));
    }

    private static List<MediumKind> kinds(Resource drive) {
        var kinds = new ArrayList<MediumKind>();
        for (var word : drive.texts("MediaTypes")) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "cd" -> kinds.add(MediumKind.CD);
                case "dvd" -> kinds.add(MediumKind.DVD);
                case "floppy" -> kinds.add(MediumKind.FLOPPY);
                case "usbstick" -> kinds.add(MediumKind.USB_STICK);
                default -> {}
            }
        }
        return kinds;
    }
}
