package io.metalwright.ops.network;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.network.DhcpProbe.Offer;
import io.metalwright.ops.network.Finding.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Goes the way of a machine that boots from the network, as far as one can without being one. */
public final class NetworkCheck {
    private final String networkInterface;
    private final MacAddress mac;
    private final Duration wait;
    /** What the segment is set to; empty where nobody said. */
    private final Optional<DhcpMode> mode;

    private final BootFileProbe bootFiles = new BootFileProbe("");
    private final List<Finding> findings = new ArrayList<>();

    public NetworkCheck(String networkInterface, MacAddress mac, Duration wait, Optional<DhcpMode> mode) {
        this.networkInterface = networkInterface;
        this.mac = mac;
        this.wait = wait;
        this.mode = mode;
    }

    public List<Finding> findings() throws IOException, InterruptedException {
        var asFirmware = DhcpProbe.offers(networkInterface, mac, Pretence.UEFI_PXE, wait);
        var asIpxe = DhcpProbe.offers(networkInterface, mac, Pretence.IPXE, wait);
        addresses(asFirmware);
        bootFile(asFirmware);
        findings.add(bootFiles.script(asIpxe.stream().map(Offer::bootFile).toList()));
        fits(
                asFirmware,
                asIpxe.stream()
                        .filter(offer -> BootFileProbe.isScript(offer.bootFile()))
                        .map(Offer::server)
                        .findFirst());
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
                findings.add(bootFiles.tftp(offer.bootServer().value(), offer.bootFile()));
            }
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
