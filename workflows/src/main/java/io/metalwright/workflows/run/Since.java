package io.metalwright.workflows.run;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLocal;

/**
 * What runs that began under an older release go on doing as they began. Asked once in a run, at its first activity: an answer that is sought
 * again behind an update would be another when the run is replayed.
 */
public final class Since {
    private static final WorkflowLocal<Integer> VERSION =
            WorkflowLocal.withCachedInitial(() -> Workflow.getVersion("Release", Workflow.DEFAULT_VERSION, 16));

    private Since() {}

    /** The CMDB is called by local activities, and a boot that announced itself while the last one was looked for is gone on with. */
    public static boolean localCmdb() {
        return VERSION.get() >= 1;
    }

    /** A cancelled run waits for the end of the activity that it is in, so that this one's effect cannot come after the undo. */
    static boolean endsWhatIsUnderWay() {
        return VERSION.get() >= 2;
    }

    /** The machine that came up is compared with the plan by a quick look, which leaves out what no plan tells of. */
    public static boolean checksByALook() {
        return VERSION.get() >= 3;
    }

    /** A boot that is lost again right after it came back by itself is not waited for once more. */
    public static boolean bootsAnewWhatIsLostAgain() {
        return VERSION.get() >= 4;
    }

    /** A change that comes when the machine was sent to its disk already takes it back into BootOS, where the change can be made. */
    public static boolean bringsBackWhatIsOnItsWay() {
        return VERSION.get() >= 5;
    }

    /** A loader that secure boot refuses is named, and not fetched twice more. */
    public static boolean namesRefusedLoaders() {
        return VERSION.get() >= 6;
    }

    /** A machine in which boot-services have heard no agent is booted without waiting for one. */
    public static boolean knowsWhetherAnAgentIsUp() {
        return VERSION.get() >= 7;
    }

    /** A boot mode or secure boot that is asked for is set through the BMC. */
    public static boolean setsFirmware() {
        return VERSION.get() >= 8;
    }

    /** A machine that loses its power on the way to its disk is switched on. */
    public static boolean looksAfterPower() {
        return VERSION.get() >= 9;
    }

    /** What an installer tells is in the run's log when it is told, and not an hour later. */
    public static boolean tellsOfInstallersAtOnce() {
        return VERSION.get() >= 10;
    }

    /** A machine that loses its power on the way into BootOS is booted anew at once. */
    public static boolean looksForPowerInBootOs() {
        return VERSION.get() >= 11;
    }

    /** The boot loader of an image that is of a partition is installed on the machine. */
    public static boolean installsBootLoaders() {
        return VERSION.get() >= 12;
    }

    /** A BMC that was entered for Redfish is not made one for IPMI. */
    public static boolean keepsBmcsByRedfish() {
        return VERSION.get() >= 13;
    }

    /** A drive of a deleted volume that the controller shows as a disk loses the old system's marks. */
    public static boolean clearsDrivesOfDeletedVolumes() {
        return VERSION.get() >= 13;
    }

    /** A run that takes back what it did says so at once, and takes no other word than those to its undo. */
    static boolean tellsThatItUndoes() {
        return VERSION.get() >= 14;
    }

    /** A provisioning that is cancelled in time brings the machine's old system back. */
    public static boolean bringsOldSystemsBack() {
        return VERSION.get() >= 14;
    }

    /** A BMC that a person has corrected is so for every step of a registration and of a runbook. */
    public static boolean correctsBmcsForAllSteps() {
        return VERSION.get() >= 14;
    }

    /** A run whose history is long tries no more by itself. */
    static boolean givesUpTryingForEver() {
        return VERSION.get() >= 14;
    }

    /** The device that the image goes to is found again when the machine has restarted while the run waited. */
    public static boolean findsDevicesAnew() {
        return VERSION.get() >= 16;
    }

    /** A host of virtual machines that is to be made one anew is not taken apart when that is cancelled. */
    public static boolean sparesHosts() {
        return VERSION.get() >= 16;
    }

    /** What a person has skipped is undone too: it may have happened in part. */
    static boolean undoesWhatWasSkipped() {
        return VERSION.get() >= 16;
    }

    /** A runbook asks for the system's host key right before it first logs in there: a step before may have to switch the machine on. */
    public static boolean asksForHostKeysLate() {
        return VERSION.get() >= 16;
    }

    /** A cancelled run brings the machine back as soon as boot-services let it, before it takes back what was done in the installed system. */
    public static boolean bringsBackWithThePlan() {
        return VERSION.get() >= 16;
    }

    /** An adopted machine boots its disk by whichever port its firmware tries. */
    public static boolean tellsOfAllPorts() {
        return VERSION.get() >= 16;
    }

    /** A machine that starts again and again by itself is no sign of life. */
    public static boolean seesBootLoops() {
        return VERSION.get() >= 16;
    }

    /** A run that is cancelled after its last step is done all the same. */
    static boolean endsWhatIsDone() {
        return VERSION.get() >= 16;
    }

    /** A machine that is known to be gone is booted at once. */
    public static boolean doesNotWaitForTheGone() {
        return VERSION.get() >= 2;
    }
}
