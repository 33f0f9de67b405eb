package io.metalwright.workflows.boot;

import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Power;
import io.metalwright.workflows.steps.VirtualMedia;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets a machine into BootOS and back into it when it was lost. What a BMC answers counts for nothing here: the machine is in BootOS when its
 * agent was heard.
 */
public final class BootOsEntry {
    /** An agent that is up already hears of its work within a second; this allows for a slow one. */
    private static final Duration ALREADY_UP = Duration.ofSeconds(6);
    /** One that had work before asks less often. */
    private static final Duration MAY_BE_UP = Duration.ofSeconds(20);
    /** A machine that lost power or rebooted may come back by itself. */
    private static final Duration COMES_BACK = Duration.ofSeconds(90);
    /** Self-test of a machine with much memory takes minutes. */
    private static final Duration FIRST_SIGN = Duration.ofMinutes(10);
    /** From one sign to the next: a kernel or an initrd over a slow link. */
    private static final Duration NEXT_SIGN = Duration.ofMinutes(4);
    /** Firmware that is given no address asks four times in a minute. */
    private static final Duration ADDRESS_COMES = Duration.ofMinutes(1);
    /** From the loader to its script, which iPXE asks for at once. */
    private static final Duration LOADER_RUNS = Duration.ofMinutes(1);
    /** Somebody goes to the machine and presses the button. */
    private static final Duration BY_HAND = Duration.ofHours(1);
    /** Boots until a person is asked: the first, again, and once more. */
    private static final int BOOTS = 3;

    /** A machine whose agent is refused starts anew by itself; once is an accident. */
    private static final int REFUSALS = 3;
    /** Kernels that a machine fetches by itself, none of which announces itself. */
    private static final int KERNELS = 4;

    private static final Duration POWER_DEADLINE = Duration.ofMinutes(3);
    /** Some BMCs fetch the whole disc before they say that it is in. */
    private static final Duration DISC_DEADLINE = Duration.ofMinutes(10);

    /**
     * What is known of the machine when it must be booted.
     *
     * @param secureBoot whether its firmware starts what is signed alone; null: nobody told
     * @param disc where its disc lies; null: it boots from the network
     */
    public record Machine(
            MachineId id,
            SiteName site,
            @Nullable BmcTarget bmc,
            BootMode mode,
            String keyName,
            @Nullable Boolean secureBoot,
            VirtualMedia.@Nullable Source disc) {
        public Machine(MachineId id, SiteName site, @Nullable BmcTarget bmc, BootMode mode, String keyName) {
            this(id, site, bmc, mode, keyName, null, null);
        }
    }

    private final Signs signs;
    private @Nullable AgentPresence presence;
    private boolean booted;
    private boolean awaited;
    /** Whether a disc may lie in the machine's drive. */
    private boolean discIsIn;
    /** The boot that an activity was sent to last. */
    private @Nullable AgentAccess visited;

    public BootOsEntry(Signs signs) {
        this.signs = signs;
    }

    /** Whether the machine was restarted, or somebody was asked to do it. */
    boolean hasBooted() {
        return booted;
    }

    /** What boot-services said of the agent when they took the boot plan. */
    void told(@Nullable AgentPresence said) {
        presence = said;
    }

    private Duration patienceForOneThatIsUp() {
        if (presence == null || !Since.knowsWhetherAnAgentIsUp()) {
            return ALREADY_UP;
        }
        return presence == AgentPresence.ABSENT ? Duration.ZERO : MAY_BE_UP;
    }

    /** Has the machine boot into BootOS unless it is there. Says what it did. */
    public String boot(Machine machine) {
        int known = signs.agentsSeen();
        if (signs.agent().isPresent() || Workflow.await(patienceForOneThatIsUp(), () -> signs.agentsSeen() > known)) {
            return "BootOS is up already.";
        }
        return powerUp(machine);
    }

    /** Waits for the agent. A fresh try, after the machine had not come up, boots it first. */
    public String awaitAgent(Machine machine) {
        if (awaited) {
            return bootAndAwaitAgent(machine);
        }
        awaited = true;
        return climb(machine);
    }

    /** Boots the machine unless its agent is there, then waits. */
    public String bootAndAwaitAgent(Machine machine) {
        if (signs.agent().isEmpty()) {
            powerUp(machine);
        }
        return climb(machine);
    }

    /** Waits for the agent; climbs: again, power cycle, then a person. */
    private String climb(Machine machine) {
        for (int boot = 1; ; boot++) {
            if (heard(machine)) {
                takeDiscOut(machine);
                var agent = signs.agent().orElseThrow();
                return "The agent announced itself from " + agent.address() + " (boot " + agent.bootId() + ").";
            }
            if (signs.refusals() >= REFUSALS) {
                throw StepTrouble.passing(
                        "BootOS came up " + signs.refusals() + " times and was refused each time. Last sign of life: "
                                + signs.last().orElse("none") + ".",
                        "From its boot script to its announcement a machine has 15 minutes: is the way to boot-services too slow, or does another server answer it? Then retry.");
            }
            if (isLooping()) {
                throw StepTrouble.passing(
                        "The machine has started " + signs.kernels()
                                + " times by itself, and never came up in BootOS. Last sign of life: "
                                + signs.last().orElse("none") + ".",
                        "See its console for why it starts again: too little memory, or a kernel that does not run there? Then retry.");
            }
            var withoutAddress = signs.refusedAddress();
            if (withoutAddress.isPresent()) {
                throw StepTrouble.passing(
                        "The machine asked for an address and was given none: " + withoutAddress.get() + ".",
                        "Give the segment a range that has room (metalwright segments change … --machines FIRST-LAST), or the machine an address of its own"
                                + " (metalwright machines change … --boot-address), then retry.");
            }
            var refused = Since.namesRefusedLoaders() ? RefusedLoader.trouble(machine, signs) : null;
            if (refused != null
                    && (boot == BOOTS || machine.bmc() == null || RefusedLoader.isCertain(machine, signs))) {
                throw refused;
            }
            if (boot == BOOTS || machine.bmc() == null) {
                throw StepTrouble.passing(
                        "The machine did not come up in BootOS" + (boot > 1 ? " in " + boot + " boots" : "")
                                + ". Last sign of life: " + signs.last().orElse("none") + ".",
                        lookAt(signs.last()));
            }
            powerUp(machine);
        }
    }

    /**
     * Puts a lost machine back into BootOS, unless its next boot announced itself while the last one was still looked for.
     *
     * @param again whether it was lost in the very try that it was put back for: what came back by itself is then of no use, as a boot
     *     that shows another host key than it announced
     */
    public void recover(Machine machine, boolean again) {
        if (isInNewerBoot()) {
            return;
        }
        // Nothing was heard of it since the last try, so there is nothing to wait for.
        boolean gone =
                signs.agent().isEmpty() && Since.doesNotWaitForTheGone() || again && Since.bootsAnewWhatIsLostAgain();
        signs.forgetAgent();
        if (gone || !Workflow.await(COMES_BACK, () -> signs.agent().isPresent())) {
            bootAndAwaitAgent(machine);
        }
    }

    public BootOsTarget target(Machine machine) {
        var agent = signs.agent()
                .orElseThrow(() -> StepTrouble.lasting(
                        FailureTypes.MACHINE_LOST,
                        "No agent of " + machine.id() + " is known.",
                        "Retry: the machine is booted again."));
        visited = agent;
        return new BootOsTarget(machine.id(), agent, machine.keyName());
    }

    private boolean isInNewerBoot() {
        return visited != null
                && signs.agent().filter(agent -> !agent.equals(visited)).isPresent()
                && Since.localCmdb();
    }

    private String powerUp(Machine machine) {
        signs.forgetAgent();
        booted = true;
        var bmc = machine.bmc();
        if (bmc != null && machine.disc() != null) {
            discIsIn = true;
            return Calls.site(machine.site(), VirtualMedia.class, DISC_DEADLINE)
                    .bootFromDisc(bmc, machine.mode(), machine.disc());
        }
        return bmc == null
                ? "No BMC is known: switch the machine on by hand, and let it start from the network."
                : Calls.site(machine.site(), Power.class, POWER_DEADLINE).bootFromNetwork(bmc, machine.mode());
    }

    /** BootOS lives in memory: once its agent was heard the disc has served, and the next boot must not be from it. */
    void takeDiscOut(Machine machine) {
        var bmc = machine.bmc();
        if (discIsIn && bmc != null && machine.disc() != null) {
            Calls.site(machine.site(), VirtualMedia.class, POWER_DEADLINE)
                    .takeDiscOut(bmc, machine.mode(), machine.disc());
            discIsIn = false;
        }
    }

    /** True once the agent is there; false when the signs ceased, or tell that it will not be let in. */
    private boolean heard(Machine machine) {
        var patience = machine.bmc() == null ? BY_HAND : FIRST_SIGN;
        while (signs.refusals() < REFUSALS && !isLooping()) {
            if (Since.namesRefusedLoaders() && RefusedLoader.isCertain(machine, signs)) {
                patience = LOADER_RUNS;
            }
            if (signs.refusedAddress().isPresent()) {
                patience = ADDRESS_COMES;
            }
            int known = signs.count();
            boolean sign = signWithin(patience, known, machine);
            if (signs.agent().isPresent()) {
                return true;
            }
            if (!sign) {
                return false;
            }
            patience = NEXT_SIGN;
        }
        return signs.agent().isPresent();
    }

    private boolean isLooping() {
        return Since.seesBootLoops() && signs.agent().isEmpty() && signs.kernels() >= KERNELS;
    }

    /** False at once when the machine is seen to be off. */
    private boolean signWithin(Duration patience, int known, Machine machine) {
        var look = Since.looksForPowerInBootOs() ? PowerLook.INTERVAL : patience;
        for (var left = patience; left.isPositive(); left = left.minus(look)) {
            var slice = left.compareTo(look) < 0 ? left : look;
            if (Workflow.await(slice, () -> signs.agent().isPresent() || signs.count() > known)) {
                return true;
            }
            if (look.compareTo(left) < 0 && PowerLook.isOff(machine.site(), machine.bmc())) {
                return false;
            }
        }
        return false;
    }

    private static String lookAt(Optional<String> last) {
        return last.isEmpty()
                ? "Nothing was heard at all. Is the port in the right VLAN, does its DHCP relay point here, and does the firmware boot from the network?"
                : "See the machine's console for what came after its last sign; then retry.";
    }
}
