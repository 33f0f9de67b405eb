package io.metalwright.activities.inspection;

import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.SelfErase;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Asks disks by which commands they can erase themselves. One that does not answer is taken for one that cannot. */
final class SelfEraseCommands {
    private static final Set<String> BUSES = Set.of("nvme", "sata");

    private SelfEraseCommands() {}

    static HardwareReport addedTo(HardwareReport report, BootOsShell shell) {
        var asked = report.disks().stream()
                .filter(disk -> BUSES.contains(String.valueOf(disk.bus())))
                .map(Disk::name)
                .toArray(String[]::new);
        if (asked.length == 0) {
            return report;
        }
        var answer = shell.run(Command.script(ASK, asked));
        return report.withDisks(report.disks().stream()
                .map(disk -> disk.erasingItselfBy(commands(answer.output(), disk.name())))
                .toList());
    }

    /** Lines of a device and a word. */
    static List<SelfErase> commands(String answer, String disk) {
        return answer.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2 && words[0].equals(disk))
                .flatMap(words -> Arrays.stream(SelfErase.values())
                        .filter(command -> command.word().equals(words[1])))
                .toList();
    }

    /**
     * NVMe: bit 1 of OACS says that the controller formats (NVM Express base specification 1.4, figure 251). ATA: supported, and neither frozen by
     * the firmware nor locked with a password of somebody else's.
     */
    private static final String ASK = """
            for disk; do
              case $disk in
                /dev/nvme*)
                  nvme id-ctrl "$disk" -o json 2> /dev/null |
                    jq -r --arg disk "$disk" 'select((.oacs / 2 | floor) % 2 == 1) | "\\($disk) nvme-format"'
                  ;;
                *)
                  hdparm -I "$disk" 2> /dev/null | awk -v disk="$disk" '
                    /^Security:/ { security = 1; next }
                    /^[^ \\t]/ { security = 0 }
                    security && /^[ \\t]*supported$/ { supported = 1 }
                    security && /^[ \\t]*not[ \\t]+(enabled|locked|frozen)$/ { free++ }
                    END { if (supported && free == 3) print disk, "ata-secure-erase" }'
                  ;;
              esac
            done
            """;
}
