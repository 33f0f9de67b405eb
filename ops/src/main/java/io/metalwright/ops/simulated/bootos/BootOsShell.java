package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.net.SshHost;
import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Root's shell in one boot: finds among the tools the one that knows a command line. */
final class BootOsShell implements SshHost.Shell {
    private static final Logger LOG = LoggerFactory.getLogger(BootOsShell.class);
    private static final int NOT_FOUND = 127;

    private final String machine;
    private final List<Tools> tools;

    BootOsShell(String machine, List<Tools> tools) {
        this.machine = machine;
        this.tools = List.copyOf(tools);
    }

    @Override
    public Ended run(Asked asked) throws IOException, InterruptedException {
        var words = ShellWords.of(asked.line());
        if (words.size() >= 3 && words.subList(0, 3).equals(List.of("sh", "-s", "--"))) {
            var script = new Script(Script.unwrapped(asked.inputText()), words.subList(3, words.size()));
            for (var each : tools) {
                var ended = each.script(script);
                if (ended.isPresent()) {
                    return ended.get();
                }
            }
            return unknown("the script '" + script + "'");
        }
        for (var each : tools) {
            Optional<Ended> ended = words.isEmpty() ? Optional.empty() : each.command(words, asked);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        return unknown("'" + asked.line() + "'");
    }

    private Ended unknown(String what) {
        LOG.warn("The simulated BootOS of {} does not know {}.", machine, what);
        return Ended.badly(NOT_FOUND, "simulated BootOS does not know " + what);
    }
}
