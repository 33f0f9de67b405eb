package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.bmc.InBandIpmitool;
import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The report, the BMC from inside, the kernel's command line. */
final class HardwareTools implements Tools {
    private final Supplier<String> report;
    private final InBandIpmitool ipmitool;
    private final String commandLine;

    HardwareTools(Supplier<String> report, InBandIpmitool ipmitool, String commandLine) {
        this.report = report;
        this.ipmitool = ipmitool;
        this.commandLine = commandLine;
    }

    @Override
    public Optional<Ended> command(List<String> words, Asked asked) throws IOException, InterruptedException {
        return switch (String.join(" ", words.subList(0, Math.min(2, words.size())))) {
            case "metalwright-report", "metalwright-report --quick" -> Optional.of(Ended.well(report.get()));
            case "cat /proc/cmdline" -> Optional.of(Ended.well(commandLine + "\n"));
            case "ipmitool -I" -> inBand(words.subList(3, words.size()), asked);
            case "sleep 1" -> {
                Thread.sleep(1000);
                yield Optional.of(Ended.well(""));
            }
            default -> Optional.empty();
        };
    }

    private Optional<Ended> inBand(List<String> words, Asked asked) throws IOException {
        var input = words.contains("password") ? asked.inputText() : "";
        return ipmitool.run(words, input).map(Ended::well);
    }

    @Override
    public Optional<Ended> script(Script script) {
        if (script.has("nvme id-ctrl")) {
            // No simulated disk erases itself.
            return Optional.of(Ended.well(""));
        }
        return script.has("ipmitool -I open raw 0x06 0x42")
                ? Optional.of(Ended.well(ipmitool.lanChannel() + "\n"))
                : Optional.empty();
    }
}
