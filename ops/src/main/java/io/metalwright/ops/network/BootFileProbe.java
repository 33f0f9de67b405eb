package io.metalwright.ops.network;

import io.metalwright.ops.network.Finding.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Fetches what a machine is told to boot, as far as to see that it would come. */
final class BootFileProbe {
    private static final int FULL_BLOCK = 1468;
    private static final int SMALL_BLOCK = 512;
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String SCRIPT = "/ipxe?mac=";

    /** Before the names of its findings. */
    private final String prefix;

    BootFileProbe(String prefix) {
        this.prefix = prefix;
    }

    /** Whether it is one of our scripts. */
    static boolean isScript(String bootFile) {
        return bootFile.contains(SCRIPT);
    }

    /** @param server an address, as a URL has it */
    Finding tftp(String server, String file) throws IOException {
        var check = prefix + "tftp";
        var what = file + " from " + server;
        return switch (TftpProbe.firstBlock(server, file, FULL_BLOCK)) {
            case TftpProbe.Answer.Block(int bytes) -> Finding.ok(check, what + ", blocks of " + bytes);
            case TftpProbe.Answer.Refused(String why) ->
                new Finding(
                        check,
                        Result.WRONG,
                        what + ": " + why,
                        "The DHCP server names a file that its TFTP server does not have.");
            case TftpProbe.Answer.Silence ignored
            when TftpProbe.firstBlock(server, file, SMALL_BLOCK) instanceof TftpProbe.Answer.Block ->
                new Finding(
                        check,
                        Result.WRONG,
                        what + ": blocks of " + SMALL_BLOCK + " come, of " + FULL_BLOCK + " do not",
                        "A link on the way has an MTU below 1500.");
            case TftpProbe.Answer.Silence ignored ->
                new Finding(
                        check,
                        Result.WRONG,
                        what + ": silence",
                        "Is UDP open, 69 and the answers from any port? Has this host an address from which " + server
                                + " is reached?");
        };
    }

    /** By HEAD, so that a large file does not come. */
    Finding http(URI file) throws InterruptedException {
        return asked("http", file, file, "HEAD", "The DHCP server names a file that its HTTP server does not have.");
    }

    /** @param told the boot files that iPXE was told; empty ones among them */
    Finding script(List<String> told) throws InterruptedException {
        var named = told.stream().filter(file -> !file.isEmpty()).toList();
        var ours = named.stream().filter(BootFileProbe::isScript).findFirst();
        if (ours.isEmpty()) {
            return new Finding(
                    prefix + "script",
                    Result.WRONG,
                    named.isEmpty()
                            ? "iPXE is told nothing"
                            : "iPXE is told " + named.getFirst() + ", which is no script of ours",
                    "Where another server gives boot files, have it send iPXE (user class) to http://<boot-services>:8090/ipxe?mac=${net0/mac}.");
        }
        // A script is made for who asks; whether it would come is seen without asking for one.
        var script = URI.create(ours.get());
        return asked("script", script, script.resolve("/healthz"), "GET", "See the boot services' log.");
    }

    private Finding asked(String check, URI file, URI url, String method, String help) throws InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(WAIT).build()) {
            var request = HttpRequest.newBuilder(url)
                    .timeout(WAIT)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200
                    ? Finding.ok(prefix + check, file.toString())
                    : new Finding(prefix + check, Result.WRONG, url + ": " + status, help);
        } catch (IOException e) {
            return new Finding(
                    prefix + check,
                    Result.WRONG,
                    url + ": " + e,
                    "Is TCP " + url.getPort() + " open from here to " + url.getHost() + "?");
        }
    }
}
