package io.metalwright.ops.network;

import io.metalwright.model.MacAddress;
import io.metalwright.ops.network.Dhcp6Probe.Advertised;
import io.metalwright.ops.network.Finding.Result;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** As {@link NetworkCheck}, over IPv6: router discovery, DHCPv6, and what it names. */
public final class Ipv6Check {
    private final String networkInterface;
    private final MacAddress mac;
    private final Duration wait;
    private final BootFileProbe bootFiles = new BootFileProbe("ipv6 ");
    private final List<Finding> findings = new ArrayList<>();

    /** @param mac in the DUID; who answers may go by the address of the interface instead */
    public Ipv6Check(String networkInterface, MacAddress mac, Duration wait) {
        this.networkInterface = networkInterface;
        this.mac = mac;
        this.wait = wait;
    }

    public List<Finding> findings() throws IOException, InterruptedException {
        routers();
        var asHttpBoot = Dhcp6Probe.advertised(networkInterface, mac, Pretence.HTTP_BOOT, wait);
        var asPxe = Dhcp6Probe.advertised(networkInterface, mac, Pretence.UEFI_PXE, wait);
        var asIpxe = Dhcp6Probe.advertised(networkInterface, mac, Pretence.IPXE, wait);
        addresses(asPxe);
        bootFile(asHttpBoot);
        bootFile(asPxe);
        findings.add(bootFiles.script(asIpxe.stream().map(Advertised::bootFile).toList()));
        return List.copyOf(findings);
    }

    private void routers() throws IOException {
        var routers = RouterProbe.routers(networkInterface, wait);
        var told = routers.stream()
                .map(router -> router.address()
                        + (router.isManaged() ? " (addresses by DHCPv6)" : "")
                        + (router.hasOther() ? " (settings by DHCPv6)" : ""))
                .collect(Collectors.joining(", "));
        findings.add(
                routers.stream().anyMatch(router -> router.isManaged() || router.hasOther())
                        ? Finding.ok("ipv6 router", told)
                        : new Finding(
                                "ipv6 router",
                                Result.WRONG,
                                routers.isEmpty()
                                        ? "no router answers"
                                        : "no router leads to DHCPv6, and iPXE asks for nothing then: " + told,
                                "Set flag M on the router, or have the segment advertised (--ipv6-advertise)."));
    }

    private void addresses(List<Advertised> advertised) {
        var giving =
                advertised.stream().filter(each -> each.address().isPresent()).toList();
        var told = giving.stream()
                .map(each -> each.address().orElseThrow() + " from " + each.server())
                .distinct()
                .collect(Collectors.joining(", "));
        long servers = giving.stream().map(Advertised::server).distinct().count();
        long preferences =
                giving.stream().map(Advertised::preference).distinct().count();
        if (servers > 1) {
            boolean isSettled = preferences == servers;
            findings.add(new Finding(
                    "ipv6 address",
                    isSettled ? Result.WARNING : Result.WRONG,
                    "several DHCPv6 servers give addresses" + (isSettled ? ", and prefer one of them: " : ": ") + told,
                    "Fine where they are boot servers of ours that share the segment (metalwright network peer);"
                            + " else switch all but one off."));
        } else if (!giving.isEmpty()) {
            findings.add(Finding.ok("ipv6 address", told));
        } else if (advertised.isEmpty()) {
            findings.add(new Finding(
                    "ipv6 address",
                    Result.WRONG,
                    "no DHCPv6 server answers",
                    "Is a relay set up for this network, and UDP 547 open? Does the segment register strangers"
                            + " (--registration automatic), or is this MAC known?"));
        } else {
            findings.add(new Finding(
                    "ipv6 address",
                    Result.WARNING,
                    "who answers says what to boot, and gives no address",
                    "Fine where machines make addresses of an advertised prefix; else give the segment a range"
                            + " (--ipv6-machines)."));
        }
    }

    private void bootFile(List<Advertised> advertised) throws IOException, InterruptedException {
        var named = advertised.stream()
                .map(Advertised::bootFile)
                .filter(file -> !file.isEmpty())
                .distinct()
                .toList();
        for (var file : named) {
            var url = URI.create(file);
            findings.add(
                    "tftp".equals(url.getScheme())
                            ? bootFiles.tftp(url.getHost(), url.getPath().substring(1))
                            : bootFiles.http(url));
        }
        if (named.isEmpty() && !advertised.isEmpty()) {
            findings.add(new Finding(
                    "ipv6 boot file",
                    Result.WRONG,
                    "nobody says what to boot",
                    "Set the segment to serve or proxy, or name us in the other server's option 59."));
        }
    }
}
