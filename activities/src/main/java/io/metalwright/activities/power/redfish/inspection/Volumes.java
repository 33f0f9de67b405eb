package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.model.hardware.Volume;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** DSP2046, Volume, as far as all schemas of it agree. */
public final class Volumes {
    private Volumes() {}

    /** @param drives of the volume's controller: where the volume does not name its drives, they may name it */
    public static Volume read(Resource volume, List<Resource> drives) {
        return new Volume(
                volume.text("DisplayName").or(() -> volume.text("Name")).orElse("volume"),
                volume.amount("CapacityBytes").orElse(0),
                level(volume),
                DurableNames.wwn(volume),
                volume.path(),
                drivesOf(volume, drives).stream().map(Volumes::name).toList());
    }

    /** A drive that is passed through is told by the older property alone, which the newer one does not gainsay. */
    private static @Nullable String level(Resource volume) {
        return volume.word("VolumeType").equals(Volume.RAW)
                ? Volume.RAW
                : volume.text("RAIDType").or(() -> volume.text("VolumeType")).orElse(null);
    }

    /** Serial number, else WWN, else place. */
    public static String name(Resource drive) {
        return drive.text("SerialNumber")
                .orElseGet(() ->
                        Objects.requireNonNullElseGet(DurableNames.wwn(drive), () -> Presence.place(drive, "drive")));
    }

    private static List<Resource> drivesOf(Resource volume, List<Resource> drives) {
        var named = volume.links("Links", "Drives");
        return named.isEmpty()
                ? drives.stream()
                        .filter(drive -> names(drive.links("Links", "Volumes"), volume))
                        .toList()
                : named.stream()
                        .flatMap(link -> drives.stream()
                                .filter(drive -> isSame(link, drive.path()))
                                .limit(1))
                        .toList();
    }

    private static boolean names(List<String> links, Resource volume) {
        return links.stream().anyMatch(link -> isSame(link, volume.path()));
    }

    private static boolean isSame(String link, String path) {
        return withoutSlash(link).equals(withoutSlash(path));
    }

    private static String withoutSlash(String path) {
        return path.replaceAll("/+$", "");
    }
}
