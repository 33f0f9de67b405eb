package io.metalwright.ops.network;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.network.DhcpProbe.Offer;
import io.metalwright.ops.network.Finding.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Goes the way of a machine that boots from the network, as far as one can without being one. */
public final class NetworkCheck {
    private static final int FULL_BLOCK = 1468;
    private static final int SMALL_BLOCK = 512;
    private static final Duration HTTP_WAIT = Duration.ofSeconds(5);

    private final String networkInterface;
    private final MacAddress mac;
    private final Duration wait;
    /** What the segment is set to; empty where nobody said. */
    private final Optional<DhcpMode> mode;

    private final List<Finding> findings = new ArrayList<>();

    public NetworkCheck(String networkInterface, MacAddress mac, Duration wait, Optional<DhcpMode> mode) {
        this.networkInterface = networkInterface;
        this.mac = mac;
        this.wait = wait;
        this.mode = mode;
    }

    public List<Finding> findings() throws IOException, InterruptedException {
        var asFirmware = DhcpProbe.offers(networkInterface, mac, DhcpProbe.As.UEFI_PXE, wait);
        var asIpxe = DhcpProbe.offers(networkInterface, mac, DhcpProbe.As.IPXE, wait);
        addresses(asFirmware);
        var script = asIpxe.stream()
                .filter(offer -> offer.bootFile().contains("/ipxe?mac="))
                .findFirst();
        bootFile(asFirmware);
        script(asIpxe, script);
        fits(asFirmware, script.map(Offer::server));
        return List.copyOf(findings);
    }

    private void addresses(List<Offer> offers) {
        var servers = offers.stream().filter(offer -> !offer.isProxy()).toList();
        if (servers.isEmpty()) {
            findings.add(new Finding(
                    "address",
                    Result.WRONG,
                    offers.isEmpty() ? "no DHCP server answers" : "only a proxy answers, and gives no address",
                    "Is a relay set up for this network, and UDP 67 open? Does the segment register strangers"
                            + " (--registration automatic), or is this MAC known?"));
        } else if (servers.stream().map(Offer::server).distinct().count() > 1) {
            findings.add(new Finding(
                    "address",
                    Result.WRONG,
                    "several DHCP servers give addresses: " + told(servers),
                    "Switch all but one off, or set the segment to proxy."));
        } else {
            findings.add(Finding.ok("address", told(servers)));
        }
    }

    private void bootFile(List<Offer> offers) throws IOException {
        var booting =
                offers.stream().filter(offer -> !offer.bootFile().isEmpty()).toList();
        if (booting.isEmpty()) {
            findings.add(new Finding(
                    "boot file",
                    Result.WRONG,
                    "nobody says what to boot",
                    "Set the segment to serve or proxy, or name us in the other server's next-server and boot file."));
            return;
        }
        for (var offer : booting) {
            if (!offer.bootFile().contains("://")) {
                tftp(offer);
            }
        }
    }

    private void tftp(Offer offer) throws IOException {
        var what = offer.bootFile() + " from " + offer.bootServer();
        switch (TftpProbe.firstBlock(offer.bootServer(), offer.bootFile(), FULL_BLOCK)) {
            case TftpProbe.Answer.Block(int bytes) -> findings.add(Finding.ok("tftp", what + ", blocks of " + bytes));
            case TftpProbe.Answer.Refused(String why) ->
                findings.add(new Finding(
                        "tftp",
                        Result.WRONG,
                        what + ": " + why,
                        "The DHCP server names a file that its TFTP server does not have."));
            case TftpProbe.Answer.Silence ignored -> silentTftp(offer, what);
        }
    }

    private void silentTftp(Offer offer, String what) throws IOException {
        boolean smallComes = TftpProbe.firstBlock(offer.bootServer(), offer.bootFile(), SMALL_BLOCK)
                instanceof TftpProbe.Answer.Block;
        findings.add(
                smallComes
                        ? new Finding(
                                "tftp",
                                Result.WRONG,
                                what + ": blocks of " + SMALL_BLOCK + " come, of " + FULL_BLOCK + " do not",
                                "A link on the way has an MTU below 1500.")
                        : new Finding(
                                "tftp",
                                Result.WRONG,
                                what + ": silence",
                                "Is UDP open, 69 and the answers from any port? Has this host an address from which "
                                        + offer.bootServer() + " is reached?"));
    }

    private void script(List<Offer> offers, Optional<Offer> script) throws InterruptedException {
        if (script.isEmpty()) {
            findings.add(
                    new Finding(
                            "script",
                            Result.WRONG,
                            offers.stream()
                                    .map(Offer::bootFile)
                                    .filter(file -> !file.isEmpty())
                                    .findFirst()
                                    .map(file -> "iPXE is told " + file + ", which is no script of ours")
                                    .orElse("iPXE is told nothing"),
                            "Where another server gives boot files, have it send iPXE (user class) to http://<boot-services>:8090/ipxe?mac=${net0/mac}."));
            return;
        }
        var health = URI.create(script.get().bootFile()).resolve("/healthz");
        try (var client = HttpClient.newBuilder().connectTimeout(HTTP_WAIT).build()) {
            var answer = client.send(
                    HttpRequest.newBuilder(health).timeout(HTTP_WAIT).build(), BodyHandlers.ofString());
            findings.add(
                    answer.statusCode() == 200
                            ? Finding.ok("script", script.get().bootFile())
                            : new Finding(
                                    "script",
                                    Result.WRONG,
                                    health + ": " + answer.statusCode(),
                                    "See the boot services' log."));
        } catch (IOException e) {
            findings.add(new Finding(
                    "script",
                    Result.WRONG,
                    health + ": " + e,
                    "Is TCP " + health.getPort() + " open from here to " + health.getHost() + "?"));
        }
    }

    /** Which mode suits what was seen. */
    private void fits(List<Offer> offers, Optional<Ipv4Address> ours) {
        boolean foreign = offers.stream()
                .anyMatch(offer ->
                        !offer.isProxy() && ours.filter(offer.server()::equals).isEmpty());
        var fitting = foreign ? DhcpMode.PROXY : DhcpMode.SERVE;
        var found = foreign ? "another server gives addresses" : "no other server was heard";
        findings.add(
                mode.isEmpty() || mode.get() == fitting || !foreign && mode.get() == DhcpMode.RESERVATIONS_ONLY
                        ? Finding.ok("mode", found + ": " + mode.orElse(fitting).word() + " fits")
                        : new Finding(
                                "mode",
                                Result.WARNING,
                                found + ", and the segment is set to "
                                        + mode.get().word(),
                                "--dhcp " + fitting.word() + " would fit."));
    }

    private static String told(List<Offer> offers) {
        return offers.stream()
                .map(offer -> offer.address() + " from " + offer.server())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
