package io.metalwright.boot.plans;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.disc.BlankDisc;
import io.metalwright.boot.images.ImageFolder;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The activities of queue {@code boot-<site>}: writes the plan down, wakes the agent, and repeats an agent's word to a run that came later. */
public final class BootPlanPublishing implements BootPlans {
    private final ServedSegments segments;
    private final PlanBook plans;
    private final ConfigurationBook configurations;
    private final WorkBoard board;
    private final AgentSessions sessions;
    private final Announcer announcer;
    private final Clock clock;
    private final BlankDisc disc;
    private final UnaryOperator<Ipv4Address> towards;
    private final int httpsPort;
    private final ImageFolder images;

    /** @param towards the address by which we are reached from another */
    public BootPlanPublishing(
            ServedSegments segments,
            PlanBook plans,
            ConfigurationBook configurations,
            WorkBoard board,
            AgentSessions sessions,
            Announcer announcer,
            Clock clock,
            BlankDisc disc,
            UnaryOperator<Ipv4Address> towards,
            int httpsPort,
            ImageFolder images) {
        this.segments = segments;
        this.plans = plans;
        this.configurations = configurations;
        this.board = board;
        this.sessions = sessions;
        this.announcer = announcer;
        this.clock = clock;
        this.disc = disc;
        this.towards = towards;
        this.httpsPort = httpsPort;
        this.images = images;
    }

    @Override
    public AgentPresence publish(MachineBoot boot) {
        if (boot.plan() instanceof BootPlan.Installer(InstallerOrder order)) {
            requireTree(boot.machine(), order);
        }
        return written(boot);
    }

    /** As {@link #publish}, also where the image store of this server lacks what is to be installed. */
    public AgentPresence written(MachineBoot boot) {
        var before = plans.find(boot.macs().getFirst());
        switch (plans.publish(boot)) {
            case PlanBook.Published.Done ignored -> {}
            case PlanBook.Published.MacTaken(var mac, var by) ->
                throw refused(
                        "publish the boot plan of " + boot.machine() + ": its MAC " + mac + " belongs to " + by,
                        "Withdraw " + by + ", or take the MAC from one of them.");
            case PlanBook.Published.AddressTaken(var address, var by) ->
                throw refused(
                        "publish the boot plan of " + boot.machine() + ": " + address + " is reserved for " + by,
                        "Choose another address, or withdraw " + by + ".");
        }
        if (!before.map(MachineBoot::workflowId).equals(Optional.ofNullable(boot.workflowId()))
                || !before.map(MachineBoot::plan).equals(Optional.of(boot.plan()))) {
            announcer.forget(boot.macs());
        }
        if (!isWanted(boot) && !before.map(MachineBoot::plan).equals(Optional.of(boot.plan()))) {
            // It may be off, or on its disk, with its last question still open. An agent that is there is woken now,
            // and asks again.
            boot.macs().forEach(sessions::suspectGone);
        }
        board.changed(boot.macs());
        if (isWanted(boot) && boot.workflowId() != null) {
            for (var mac : boot.macs()) {
                sessions.up(mac)
                        .ifPresent(access -> announcer.tell(new BootSign(
                                SignKind.AGENT,
                                mac,
                                clock.instant(),
                                "already up at " + access.address(),
                                access,
                                null)));
            }
        }
        return boot.macs().stream()
                .map(sessions::presence)
                .min(Comparator.naturalOrder())
                .orElse(AgentPresence.ABSENT);
    }

    @Override
    public String offerDisc(MachineBoot boot, String bmc) {
        if (!disc.isThere()) {
            throw refused(
                    "offer a disc for " + boot.machine() + ": there is no " + disc.file(),
                    "Make it with bootos/medium beside BootOS; or boot the machine by 'network'.");
        }
        publish(boot);
        return "https://" + towards.apply(address(bmc)) + ":" + httpsPort;
    }

    private static Ipv4Address address(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (address instanceof Inet4Address) {
                    return Ipv4Address.of(address.getHostAddress());
                }
            }
        } catch (UnknownHostException e) {
            // As one that has no address of the kind.
        }
        throw ApplicationFailure.newFailure(
                "find the address from which BMC " + host + " fetches a disc: the name has no IPv4 address here",
                FailureTypes.REFUSED,
                "Enter the BMC by its address.");
    }

    /** A machine that boots and finds nothing says so to nobody. */
    private void requireTree(MachineId machine, InstallerOrder order) {
        for (var file : List.of(order.layout().kernel(), order.layout().initrd())) {
            var path = images.tree(order.tree()).resolve(file);
            if (!Files.isRegularFile(path)) {
                throw ApplicationFailure.newFailure(
                        "publish the boot plan of " + machine + ": there is no " + path,
                        FailureTypes.IMAGE_UNKNOWN,
                        "See whether the image store is mounted at this site; or import the disc again.");
            }
        }
    }

    private static boolean isWanted(MachineBoot boot) {
        return boot.plan() instanceof BootPlan.BootOs bootOs && bootOs.wanted();
    }

    @Override
    public void serve(List<Segment> served) {
        segments.replace(served);
    }

    @Override
    public void configure(List<BootConfiguration> changed) {
        configurations.replace(changed);
    }

    @Override
    public void withdraw(MachineId machine) {
        plans.withdraw(machine).ifPresent(boot -> {
            announcer.forget(boot.macs());
            board.changed(boot.macs());
        });
    }

    private static ApplicationFailure refused(String what, String help) {
        return ApplicationFailure.newNonRetryableFailure(what, FailureTypes.REFUSED, help);
    }
}
