package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BootReading;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.BootFlags;
import io.metalwright.activities.power.ipmi.wire.BootOption;
import io.metalwright.activities.power.ipmi.wire.GetSystemBootOptions;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.SetProgress;
import io.metalwright.activities.power.ipmi.wire.SetSystemBootOptions;
import io.metalwright.model.BootMode;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import org.jspecify.annotations.Nullable;

/** The boot override of a BMC, in the order of steps that IPMI 2.0 section 28.13 gives. */
final class IpmiBoot {
    private final Session session;

    IpmiBoot(Session session) {
        this.session = session;
    }

    BootReading read() {
        GetSystemBootOptions.Answer answer = session.run(new GetSystemBootOptions(BootFlags.SELECTOR));
        try {
            BootFlags flags = answer.bootFlags();
            return new BootReading(
                    flags.valid(),
                    device(flags.device()),
                    flags.persistent(),
                    flags.efi() ? BootMode.UEFI : BootMode.BIOS);
        } catch (MalformedMessage e) {
            throw new BmcFailure.Nonsense(
                    "Get System Boot Options to BMC " + session.address() + ": the answer cannot be read: "
                            + e.getMessage() + ". Look for newer firmware of the BMC.",
                    e);
        }
    }

    void set(BootOverride override) {
        setIfSupported(new BootOption.Progress(SetProgress.IN_PROGRESS));
        try {
            // Else the override is forgotten 60 s later, and a machine may well take longer to be switched off and on.
            setIfSupported(new BootOption.ValidClearing(true));
            setIfSupported(new BootOption.Acknowledge());
            session.run(new SetSystemBootOptions(flags(override)));
            setIfSupported(new BootOption.Progress(SetProgress.COMMIT));
        } finally {
            setIfSupported(new BootOption.Progress(SetProgress.COMPLETE));
        }
    }

    /** All parameters but the boot flags are optional, and BMCs refuse what they lack with codes of every kind. */
    private void setIfSupported(BootOption option) {
        try {
            session.run(new SetSystemBootOptions(option));
        } catch (BmcFailure.Refused e) {
            // The flags themselves are what counts, and they are read back by whoever set them.
        }
    }

    private static BootFlags flags(BootOverride override) {
        boolean efi = override.mode() == BootMode.UEFI;
        return switch (override.device()) {
            // Not marked valid: an override of "none" that is valid is heeded as one by some firmware.
            case NONE -> new BootFlags(false, false, efi, BootFlags.NO_OVERRIDE, 0, BootFlags.NO_MORE);
            case NETWORK -> BootFlags.of(BootFlags.PXE, override.persistent(), efi);
            case DISK -> BootFlags.of(BootFlags.DISK, override.persistent(), efi);
            case CD -> BootFlags.of(BootFlags.CD, override.persistent(), efi);
            case BIOS_SETUP -> BootFlags.of(BootFlags.BIOS_SETUP, override.persistent(), efi);
        };
    }

    private static @Nullable BootDevice device(int selector) {
        return switch (selector) {
            case BootFlags.NO_OVERRIDE -> BootDevice.NONE;
            case BootFlags.PXE -> BootDevice.NETWORK;
            case BootFlags.DISK, BootFlags.DISK_SAFE_MODE, BootFlags.REMOTE_DISK -> BootDevice.DISK;
            case BootFlags.CD, BootFlags.REMOTE_CD -> BootDevice.CD;
            case BootFlags.BIOS_SETUP -> BootDevice.BIOS_SETUP;
            default -> null;
        };
    }
}
