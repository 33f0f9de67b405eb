package io.metalwright.boot.plans;

import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Registration;
import io.metalwright.model.spec.RegisterSpec;
import java.util.Optional;
import java.util.function.Function;

/** Who wants to hear of a machine: the run named in its plan, or for a stranger its registration. */
public final class SignRecipients implements Function<BootSign, Recipient> {
    private final SiteName site;
    private final PlanBook plans;
    private final LeaseBook leases;
    private final Ipv6LeaseBook ipv6Leases;
    private final ServedSegments segments;

    public SignRecipients(
            SiteName site, PlanBook plans, LeaseBook leases, Ipv6LeaseBook ipv6Leases, ServedSegments segments) {
        this.site = site;
        this.plans = plans;
        this.leases = leases;
        this.ipv6Leases = ipv6Leases;
        this.segments = segments;
    }

    @Override
    public Recipient apply(BootSign sign) {
        var known = plans.find(sign.mac());
        return known.isPresent() ? ofKnown(known.get()) : ofStranger(sign);
    }

    private static Recipient ofKnown(MachineBoot boot) {
        var run = boot.workflowId();
        return run == null ? new Recipient.Nobody() : new Recipient.Run(run);
    }

    private Recipient ofStranger(BootSign sign) {
        var address = leases.address(sign.mac())
                .or(() -> Optional.ofNullable(sign.agent()).map(AgentAccess::address));
        return address.<IpAddress>map(ofIpv4 -> ofIpv4)
                .or(() -> ipv6Leases.address(sign.mac()))
                .flatMap(segments::containing)
                .filter(segment -> segment.registration() == Registration.AUTOMATIC)
                .<Recipient>map(segment -> new Recipient.Discovery(
                        new RegisterSpec(null, sign.mac(), site, segment.name(), address.orElse(null)),
                        // The first one, or the one without which a waiting machine would never be taken in.
                        sign.kind() == SignKind.DHCP || sign.kind() == SignKind.AGENT))
                .orElseGet(Recipient.Nobody::new);
    }
}
