package io.metalwright.ops.command;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.ops.bmc.ApiDoor;
import io.metalwright.ops.bmc.BmcDoor;
import io.metalwright.ops.bmc.DirectDoor;
import io.metalwright.ops.console.ApiConsole;
import io.metalwright.ops.console.ConsoleSource;
import io.metalwright.ops.console.DirectConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which BMC is meant: a machine's, or one that is named by its address. */
final class BmcPlace {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(
            names = "--machine",
            description = "Id or name of a machine: its BMC is asked by a worker of its site, through the API")
    @Nullable
    String machine;

    @Option(
            names = "--host",
            paramLabel = "HOST[:PORT]",
            description =
                    "Address of a BMC that is spoken to from here; nothing else need run. Port: the protocol's own")
    @Nullable
    String host;

    @Option(names = "--user", description = "Who logs in there")
    @Nullable
    String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with that user's password on its first line; a password is never an argument")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--protocol",
            completionCandidates = ProtocolWords.class,
            description = "${COMPLETION-CANDIDATES}. Default: ipmi")
    @Nullable
    BmcProtocol protocol;

    @Option(
            names = "--cipher-suite",
            paramLabel = "N",
            description =
                    "IPMI 2.0 cipher suite: 17 or 3, or 2 (nothing is encrypted) or 1 (nor signed) for BMCs that have no better. Default: 17, else 3")
    @Nullable
    Integer cipherSuite;

    BmcDoor open(Connection connection) throws IOException {
        if (machine != null) {
            if (host != null || user != null || passwordFile != null || protocol != null || cipherSuite != null) {
                throw wrong("--machine goes alone: address, user and password of its BMC are those of the machine.");
            }
            return new ApiDoor(connection.client(), machine);
        }
        if (host == null || user == null || passwordFile == null) {
            throw wrong("Name a BMC: --machine, or --host with --user and --password-file.");
        }
        return DirectDoor.open(address(host), BmcCredential.of(user, password(passwordFile)), suites());
    }

    /** For what is kept in the record of a machine. */
    ApiDoor machine(Connection connection) {
        if (machine == null || host != null) {
            throw wrong("Name a machine with --machine: a new password is kept in its record, and told to nobody.");
        }
        return new ApiDoor(connection.client(), machine);
    }

    /** @param take whether to take the line from whoever has it */
    ConsoleSource console(Connection connection, boolean write, boolean take) throws IOException {
        if (machine != null) {
            return new ApiConsole(connection.client(), machine, write, take);
        }
        if (host == null || user == null || passwordFile == null) {
            throw wrong("Name a BMC: --machine, or --host with --user and --password-file.");
        }
        return DirectConsole.of(address(host), BmcCredential.of(user, password(passwordFile)), suites(), take);
    }

    private List<Algorithms> suites() {
        if (cipherSuite == null) {
            return Algorithms.SAFE;
        }
        if (protocol == BmcProtocol.REDFISH) {
            throw wrong("--cipher-suite is of IPMI: Redfish has TLS.");
        }
        if (cipherSuite == 0) {
            throw wrong("Cipher suite 0 lets in without a password: it is not spoken. Switch it off on the BMC.");
        }
        return List.of(Algorithms.numbered(cipherSuite)
                .orElseThrow(() -> wrong("Cipher suite " + cipherSuite + " is not spoken: 17, 3, 2 and 1 are.")));
    }

    /** A colon in an IPv6 address is none before a port: such an address stands in brackets when a port follows. */
    private BmcAddress address(String text) {
        var bracket = text.lastIndexOf(']');
        var colon = text.lastIndexOf(':');
        var hasPort = colon > bracket && (bracket > 0 || text.indexOf(':') == colon);
        var name = (hasPort ? text.substring(0, colon) : text).replaceAll("^\\[|\\]$", "");
        var spoken = protocol == null ? BmcProtocol.IPMI : protocol;
        try {
            return new BmcAddress(spoken, name, hasPort ? Integer.parseInt(text.substring(colon + 1)) : spoken.port());
        } catch (IllegalArgumentException e) {
            throw wrong("'" + text + "' is no address: HOST or HOST:PORT, and a port is 1 to 65535.");
        }
    }

    private String password(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> wrong(file + " is empty: the password stands on its first line."));
        } catch (IOException e) {
            throw wrong(file + " cannot be read.");
        }
    }

    private ParameterException wrong(String text) {
        return new ParameterException(command.commandLine(), text);
    }
}
