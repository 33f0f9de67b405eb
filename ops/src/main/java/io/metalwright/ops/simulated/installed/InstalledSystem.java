package io.metalwright.ops.simulated.installed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.net.SshHost;
import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import io.metalwright.ops.simulated.net.SshPool;
import io.metalwright.ops.simulated.net.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The installed system while it runs: SSH with its host key at its own address, and one report that it is up. */
public final class InstalledSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Pattern ADDRESS = Pattern.compile("(?m)^\\s*address (\\S+)$");
    private static final Pattern NETMASK = Pattern.compile("(?m)^\\s*netmask (\\S+)$");
    private static final String KERNEL = "6.1.0-simulated";
    private static final String TOKEN = "/etc/metalwright/token";

    private final InstalledFiles files;
    private final String address;
    private final SshHost ssh;
    private final WebClient web;

    private InstalledSystem(InstalledFiles files, String address, SshHost ssh) {
        this.files = files;
        this.address = address;
        this.ssh = ssh;
        web = new WebClient(address, null);
    }

    /** @param port where its SSH server listens; 22 where that may be had */
    public static InstalledSystem start(SshPool pool, InstalledFiles files, int port) throws IOException {
        var address = address(files)
                .orElseThrow(() -> new IOException("the installed system has no address in /etc/network/interfaces"));
        var key = files.hostKey().orElseThrow(() -> new IOException("the installed system has no host key"));
        var ssh = SshHost.start(
                pool,
                address,
                port,
                key,
                user -> files.text("/home/" + user + "/.ssh/authorized_keys")
                        .map(text -> text.lines().toList())
                        .orElse(List.of()),
                asked -> run(files, asked));
        return new InstalledSystem(files, address, ssh);
    }

    /** Says until it was heard that it is up, and forgets the token then. */
    public void report(Consumer<String> console) throws InterruptedException {
        console.accept(files.hostname() + " is up at " + address + ":" + ssh.port());
        var token = files.text(TOKEN).map(String::strip).filter(text -> !text.isEmpty());
        while (token.isPresent()) {
            try {
                var url =
                        URI.create(files.text("/etc/metalwright/url").orElse("").strip());
                var status = web.post(url, Map.of("Authorization", "Bearer " + token.get()), body(), ANSWER)
                        .status();
                if (status / 100 == 2) {
                    files.remove(TOKEN);
                    return;
                }
                console.accept("reporting to " + url + ": answered " + status);
            } catch (IOException e) {
                console.accept("reporting that it is up: " + e.getMessage());
            }
            Thread.sleep(2000);
        }
    }

    private String body() throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("hostname", files.hostname());
        body.put("addresses", List.of(address));
        body.put(
                "sshHostKeys", files.hostKey().map(SshHost::publicLine).stream().toList());
        body.put("kernel", KERNEL);
        body.put("os", files.setting("/etc/os-release", "PRETTY_NAME").orElse("unknown"));
        return JSON.writeValueAsString(body);
    }

    private static Optional<String> address(InstalledFiles files) {
        var line = ADDRESS.matcher(files.text("/etc/network/interfaces").orElse(""));
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    private static int prefix(InstalledFiles files) {
        var line = NETMASK.matcher(files.text("/etc/network/interfaces").orElse(""));
        return line.find() ? Integer.bitCount(Ipv4Address.of(line.group(1)).bits()) : 32;
    }

    /** {@code hostname}, {@code ip}, {@code uname -r} and {@code cat FILE}, one after the other behind semicolons. */
    private static Ended run(InstalledFiles files, Asked asked) {
        var output = new StringBuilder();
        for (var command : asked.line().split(";")) {
            var words = command.strip().split("\\s+");
            Optional<String> text = switch (words[0]) {
                case "hostname" -> Optional.of(files.hostname() + "\n");
                case "ip" ->
                    address(files)
                            .map(address ->
                                    "2: lan0    inet " + address + "/" + prefix(files) + " scope global lan0\n");
                case "uname" -> Optional.of(KERNEL + "\n");
                case "cat" -> words.length == 2 ? files.text(words[1]) : Optional.empty();
                default -> Optional.empty();
            };
            if (text.isEmpty()) {
                return new Ended(127, output.toString(), "simulated system: cannot do '" + command.strip() + "'\n");
            }
            output.append(text.get());
        }
        return Ended.well(output.toString());
    }

    @Override
    public void close() {
        web.close();
        ssh.close();
    }
}
