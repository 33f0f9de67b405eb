package io.metalwright.activities.bmcsetup;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.workflows.steps.FailureTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The BMC as BootOS sees it over its system interface (KCS, BT or SSIF), by ipmitool. */
final class InBandBmc {
    /** ipmitool repeats for a minute what a BMC does not answer. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Which channel is the LAN differs: mostly 1, at some makers 2, 3 or 8. Medium 04h is 802.3 (IPMI 2.0 section 22.24). */
    private static final String FIND_LAN = """
            for channel in 1 2 3 4 5 6 7 8 9 10 11; do
              answer=$(ipmitool -I open raw 0x06 0x42 "$channel") || continue
              set -- $answer
              if [ "$2" = 04 ]; then echo "$channel"; exit 0; fi
            done
            echo "no channel of this BMC is a LAN" >&2
            exit 1
            """;

    private final BootOsShell shell;
    private final String channel;

    private InBandBmc(BootOsShell shell, String channel) {
        this.shell = shell;
        this.channel = channel;
    }

    static InBandBmc find(BootOsShell shell) {
        var found = shell.run(Command.script(FIND_LAN).within(LIMIT));
        if (!found.succeeded()) {
            throw Failures.mayPass(
                    FailureTypes.BMC_REFUSED,
                    "find the LAN channel of the BMC in " + shell.place() + ": " + found.complaint(),
                    "See whether the firmware lets the operating system reach the BMC; or enter the BMC by hand on the machine's page.");
        }
        return new InBandBmc(shell, found.output().strip());
    }

    Facts lan() {
        return Facts.parse(demand("read the BMC's network", "lan", "print", channel));
    }

    void setLan(String... setting) {
        var words = new ArrayList<>(List.of("lan", "set", channel));
        words.addAll(List.of(setting));
        demand("set the BMC's " + setting[0], words.toArray(String[]::new));
    }

    Facts channel() {
        return Facts.parse(demand("read the BMC's channel " + channel, "channel", "info", channel));
    }

    List<ChannelUser> users() {
        return ChannelUser.parse(demand("list the BMC's users", "-c", "user", "list", channel));
    }

    /** As far as the BMC tells; many do not. */
    boolean isKnownAsEnabled(int user) {
        var result = shell.run(command("channel", "getaccess", channel, String.valueOf(user)));
        return result.succeeded()
                && Facts.parse(result.output()).text("Enable Status").equals("enabled");
    }

    void name(int user, String name) {
        demand("name a user of the BMC", "user", "set", "name", String.valueOf(user), name);
    }

    void enable(int user) {
        demand("enable a user of the BMC", "user", "enable", String.valueOf(user));
    }

    void makeAdministrator(int user) {
        demand(
                "make a user of the BMC its administrator",
                "channel",
                "setaccess",
                channel,
                String.valueOf(user),
                "ipmi=on",
                "privilege=4");
    }

    /** Without a terminal ipmitool reads the answers to its two prompts from its input. */
    void setPassword(int user, Secret password) {
        var answer = password.plain() + "\n";
        var result = shell.run(
                command("user", "set", "password", String.valueOf(user)).reading(answer + answer));
        if (!result.succeeded()) {
            throw Failures.mayPass(
                    FailureTypes.BMC_REFUSED,
                    "set the password of the BMC's user " + user + " in " + shell.place() + ": " + result.complaint(),
                    "The BMC may have rules for passwords; see its own page.");
        }
    }

    private String demand(String purpose, String... words) {
        return shell.demand(purpose, command(words));
    }

    private static Command command(String... words) {
        var all = new ArrayList<>(List.of("ipmitool", "-I", "open"));
        all.addAll(List.of(words));
        return Command.of(all.toArray(String[]::new)).within(LIMIT);
    }
}
