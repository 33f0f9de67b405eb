package io.metalwright.activities.power;

import io.metalwright.model.bmc.MediumKind;
import io.metalwright.model.bmc.VirtualMedium;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One drive that a BMC emulates, filled and emptied until it reads so: that a BMC took the command proves nothing. */
public final class VirtualDrive {
    /** iLO and iDRAC tell a new medium after a second or two; others fetch it first. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bmc bmc;
    private final @Nullable String wanted;
    private final Duration patience;

    /** @param wanted the BMC's name of the drive, or what it takes; null: the first that takes a CD */
    public VirtualDrive(Bmc bmc, @Nullable String wanted) {
        this(bmc, wanted, PATIENCE);
    }

    /** @param patience until an accepted change must be seen */
    public VirtualDrive(Bmc bmc, @Nullable String wanted, Duration patience) {
        this.bmc = bmc;
        this.wanted = wanted;
        this.patience = patience;
    }

    /** The drive as it reads now. */
    public VirtualMedium look() {
        return chosen(bmc.media());
    }

    /** Puts this medium in, in place of what lies there: the same URL may hold something else by now. */
    public VirtualMedium insert(String image) {
        var drive = empty().drive();
        bmc.insertMedium(drive, image);
        return await(drive, true, image);
    }

    public VirtualMedium empty() {
        var before = look();
        if (!before.inserted()) {
            return before;
        }
        bmc.ejectMedium(before.drive());
        return await(before.drive(), false, "");
    }

    private VirtualMedium await(String drive, boolean full, String image) {
        return ReadBack.until(
                        patience,
                        () -> bmc.media().stream()
                                .filter(medium -> medium.drive().equals(drive))
                                .findFirst(),
                        seen -> seen.filter(medium -> full ? medium.holds(image) : !medium.inserted())
                                .isPresent(),
                        seen -> new BmcFailure.Refused(
                                full ? "InsertMedia" : "EjectMedia",
                                // As a server that is not well: a later try may fare better.
                                503,
                                (full ? "Insert a medium into " : "Empty ") + "the BMC's drive " + drive
                                        + ": accepted, and after " + patience.toSeconds() + " s it reads "
                                        + seen.map(VirtualDrive::words).orElse("as if it were not there")
                                        + ". See whether the BMC reaches the image's server, and whether its licence covers virtual media."))
                .orElseThrow();
    }

    private static String words(VirtualMedium medium) {
        return !medium.inserted()
                ? "empty"
                : "filled with " + Optional.ofNullable(medium.shown().image()).orElse("something else");
    }

    private VirtualMedium chosen(List<VirtualMedium> media) {
        return media.stream()
                .filter(medium -> wanted == null ? takesCd(medium) : medium.answersTo(wanted))
                .findFirst()
                .orElseThrow(() -> new BmcFailure.Refused(
                        "VirtualMedia",
                        0,
                        "Find the BMC's drive for " + (wanted == null ? "a CD" : "'" + wanted + "'") + ": it has "
                                + (media.isEmpty()
                                        ? "none. See whether its licence covers virtual media."
                                        : media.stream()
                                                        .map(medium -> medium.drive() + " ("
                                                                + medium.kinds().stream()
                                                                        .map(MediumKind::word)
                                                                        .collect(Collectors.joining(", "))
                                                                + ")")
                                                        .collect(Collectors.joining(", "))
                                                + ".")));
    }

    private static boolean takesCd(VirtualMedium medium) {
        return medium.kinds().contains(MediumKind.CD) || medium.kinds().contains(MediumKind.DVD);
    }
}
