package io.metalwright.activities.raid;

import io.metalwright.activities.raid.mdadm.Mdadm;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Quoting;
import java.util.List;

/** Arrays that hold some disks, or partitions of them. */
public final class ArraysOnDisks {
    private final BootOsShell shell;
    private final List<String> disks;

    public ArraysOnDisks(BootOsShell shell, List<String> disks) {
        this.shell = shell;
        this.disks = disks;
    }

    /** Their nodes. The kernel is asked: without udev the links in {@code /dev/md} outlive their arrays. */
    List<String> running() {
        return shell.demand("look for arrays", Command.script("""
                                for disk; do
                                  for holder in /sys/class/block/"${disk#/dev/}"/holders/md* \\
                                      /sys/class/block/"${disk#/dev/}"/"${disk#/dev/}"*/holders/md*; do
                                    [ ! -e "$holder" ] || echo "/dev/${holder##*/}"
                                  done
                                done
                                """, disks.toArray(String[]::new)))
                .lines()
                .distinct()
                .toList();
    }

    public void stopAll() {
        for (var array : running()) {
            shell.demand(
                    "stop the old array " + array,
                    Command.script("MDADM_NO_UDEV=1 "
                            + Quoting.join(Mdadm.stop(array).toArray(String[]::new))
                            + " && for link in /dev/md/*; do [ \"$(readlink -f \"$link\")\" != " + Quoting.quote(array)
                            + " ] || rm -f \"$link\"; done; rm -f " + Quoting.quote(array)));
        }
    }
}
