package io.metalwright.activities.disks;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Raid;
import java.util.Objects;

/**
 * Where the device that an earlier step made is now. Letters change from boot to boot, so that a disk is looked for by its serial and WWN.
 *
 * @param path {@code /dev/…}, no link
 * @param bytes its size as the kernel tells it now
 */
public record Located(String path, long bytes) {
    public static Located in(BootOsShell shell, Raid.Device device) {
        return device.serial().isEmpty() && device.wwn() == null ? array(shell, device) : disk(shell, device);
    }

    private static Located disk(BootOsShell shell, Raid.Device device) {
        var wwn = Objects.requireNonNullElse(device.wwn(), "");
        var purpose = "find the disk with serial '" + device.serial() + "' and WWN '" + wwn + "'";
        var disks = shell.demand(
                        purpose,
                        Command.of("metalwright-find-disk", device.serial(), Long.toString(device.bytes()), wwn))
                .lines()
                .toList();
        if (disks.size() != 1) {
            throw Failures.lasting(
                    FailureTypes.WRONG_MACHINE,
                    purpose + " of " + device.bytes() + " bytes in " + shell.place() + ": " + disks.size()
                            + " disks answer to it",
                    "Put the disk back, or cancel and make a new plan.");
        }
        return new Located(disks.getFirst(), device.bytes());
    }

    private static Located array(BootOsShell shell, Raid.Device device) {
        var found = shell.run(Command.script("""
                path=$(readlink -f "$1") && [ -b "$path" ] && bytes=$(blockdev --getsize64 "$path") && echo "$path $bytes"
                """, device.device()));
        var words = found.output().strip().split(" ");
        if (!found.succeeded() || words.length != 2 || Long.parseLong(words[1]) != device.bytes()) {
            throw Failures.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "find the array " + device.device() + " of " + device.bytes() + " bytes in " + shell.place() + ": "
                            + (found.succeeded() ? "found " + found.output().strip() : found.complaint()),
                    "Have the RAID step done again: BootOS assembles no array by itself.");
        }
        return new Located(words[0], device.bytes());
    }
}
