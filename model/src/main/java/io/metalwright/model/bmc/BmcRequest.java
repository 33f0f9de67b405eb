package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.power.BootOverride;
import org.jspecify.annotations.Nullable;

/**
 * @param boot what is to be booted next; given with {@link BmcVerb#SET_BOOT} alone
 * @param medium which medium, and which drive; given with {@link BmcVerb#INSERT_MEDIUM} and {@link BmcVerb#EJECT_MEDIUM} alone
 * @param firmware how the firmware shall be set; given with {@link BmcVerb#SET_FIRMWARE} alone
 * @param bios which BIOS settings shall be how; given with {@link BmcVerb#SET_BIOS} alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BmcRequest(
        BmcVerb verb,
        @Nullable BootOverride boot,
        @Nullable MediumWish medium,
        @Nullable FirmwareWish firmware,
        @Nullable BiosWish bios) {
    public BmcRequest {
        if ((verb == BmcVerb.SET_BOOT) != (boot != null)) {
            throw new IllegalArgumentException(
                    "A boot device goes with " + BmcVerb.SET_BOOT.word() + " and with nothing else");
        }
        if ((verb == BmcVerb.INSERT_MEDIUM || verb == BmcVerb.EJECT_MEDIUM) != (medium != null)) {
            throw new IllegalArgumentException("A medium goes with " + BmcVerb.INSERT_MEDIUM.word() + " and "
                    + BmcVerb.EJECT_MEDIUM.word() + " and with nothing else");
        }
        if (medium != null && (verb == BmcVerb.INSERT_MEDIUM) != (medium.image() != null)) {
            throw new IllegalArgumentException(
                    verb == BmcVerb.INSERT_MEDIUM
                            ? "'image' is missing: the URL of the disc image to insert"
                            : "What is ejected is named by its drive, not by its image");
        }
        if ((verb == BmcVerb.SET_FIRMWARE) != (firmware != null)) {
            throw new IllegalArgumentException(
                    "A wish for the firmware goes with " + BmcVerb.SET_FIRMWARE.word() + " and with nothing else");
        }
        if ((verb == BmcVerb.SET_BIOS) != (bios != null)) {
            throw new IllegalArgumentException(
                    "BIOS settings go with " + BmcVerb.SET_BIOS.word() + " and with nothing else");
        }
    }

    public static BmcRequest of(BmcVerb verb) {
        return new BmcRequest(verb, null, null, null, null);
    }

    public static BmcRequest of(BootOverride boot) {
        return new BmcRequest(BmcVerb.SET_BOOT, boot, null, null, null);
    }

    /** Inserts the medium, or ejects what there is where none is named. */
    public static BmcRequest of(MediumWish medium) {
        return new BmcRequest(
                medium.image() == null ? BmcVerb.EJECT_MEDIUM : BmcVerb.INSERT_MEDIUM, null, medium, null, null);
    }

    public static BmcRequest of(FirmwareWish firmware) {
        return new BmcRequest(BmcVerb.SET_FIRMWARE, null, null, firmware, null);
    }

    public static BmcRequest of(BiosWish bios) {
        return new BmcRequest(BmcVerb.SET_BIOS, null, null, null, bios);
    }
}
