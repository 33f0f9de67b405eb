package io.metalwright.model.installer;

import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.boot.BootTemplate;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RaidLevel;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a distribution's installer is to do on one machine. It holds no secret: accounts are made after it, from BootOS.
 *
 * @param tree digest of the disc whose files the machine boots and fetches
 * @param disk the one disk that it may write
 * @param answers what it is answered instead of our own answers, or null
 */
public record InstallerOrder(
        TreeLayout layout,
        Sha256 tree,
        PlannedDisk disk,
        String hostname,
        @Nullable String mirror,
        @Nullable String proxy,
        @Nullable String answers,
        @Nullable String arguments) {
    /**
     * Why this image cannot become what is wished; empty when it can.
     *
     * @param image its name
     * @param layout null where the image is of a disk
     */
    public static Optional<String> objection(String image, @Nullable TreeLayout layout, ProvisionSpec spec) {
        var wish = spec.installer();
        if (layout == null) {
            return wish == null
                    ? Optional.empty()
                    : Optional.of(
                            "Image '" + image + "' is of a disk, and 'installer' asks for a distribution's disc.");
        }
        if (wish == null) {
            return Optional.of(
                    "Image '" + image + "' is a distribution's disc: say by 'installer' how it shall install.");
        }
        if (!layout.bootsFromNetwork()) {
            return Optional.of("The installer of '" + image + "' (" + layout.word()
                    + ") looks for its disc in a drive: import the distribution's disc for booting from networks.");
        }
        if (layout.needsMirror() && wish.mirror() == null && wish.answers() == null) {
            return Optional.of("The disc '" + image + "' holds no packages: name a mirror in 'installer.mirror'.");
        }
        if (wish.answers() != null) {
            var unknown = new BootTemplate(wish.answers()).unknownWords();
            unknown.removeAll(BootTemplate.INSTALLER_WORDS);
            if (!unknown.isEmpty()) {
                return Optional.of("'installer.answers' name " + String.join(", ", unknown) + ". Known are "
                        + Stream.concat(BootTemplate.WORDS.stream(), BootTemplate.INSTALLER_WORDS.stream())
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ". Write {{{{ for two braces.");
            }
        }
        if (spec.disks() != null
                && (spec.disks().raid() != RaidLevel.NONE || spec.disks().volume() != null)) {
            return Optional.of("An installer is given one plain disk, and neither an array nor a controller's volume.");
        }
        if (spec.storage() != null) {
            return Optional.of(
                    "An installer divides its disk itself: leave 'storage' out, and say it in 'installer.answers'.");
        }
        if (spec.bootMethod() == BootMethod.VIRTUAL_MEDIA) {
            return Optional.of("An installer boots from the network, and not from virtual media.");
        }
        return Optional.empty();
    }
}
