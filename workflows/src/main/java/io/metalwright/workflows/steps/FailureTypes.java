package io.metalwright.workflows.steps;

/**
 * Types of {@link io.temporal.failure.ApplicationFailure} that activities throw and runs know. The first detail, where there is one, is a
 * sentence that says what would help.
 */
public final class FailureTypes {
    /** The machine in BootOS went away or rebooted: the run puts it back into BootOS and tries the step again. */
    public static final String MACHINE_LOST = "MachineLost";
    /** The machine is not the one in the plan, or a disk of the plan is missing or another. */
    public static final String WRONG_MACHINE = "WrongMachine";

    /** What would be done is not what a person agreed to. */
    public static final String OTHER_PLAN = "OtherPlan";

    public static final String BMC_UNREACHABLE = "BmcUnreachable";
    public static final String BMC_REFUSED_CREDENTIAL = "BmcRefusedCredential";
    public static final String BMC_REFUSED = "BmcRefused";
    /** This BMC has no way to do that. */
    public static final String BMC_HAS_NO_WAY = "BmcHasNoWay";
    /** The BMC said yes and nothing happened. */
    public static final String NOT_DONE = "AcceptedButNotDone";

    public static final String IMAGE_UNKNOWN = "ImageUnknown";
    public static final String IMAGE_BROKEN = "ImageBroken";
    public static final String DISK_TOO_SMALL = "DiskTooSmall";
    public static final String NO_DISK = "NoDisk";
    public static final String SCRIPT_FAILED = "ScriptFailed";
    /** The wish is one that this hardware cannot be given by us: a person must do it by hand (CB-7). */
    public static final String BY_HAND = "ByHand";
    /** What was asked is wrong and stays wrong: unknown machine, address taken, segment full. */
    public static final String REFUSED = "Refused";

    /** A subscriber did not take its notice. */
    public static final String NOT_DELIVERED = "NotDelivered";

    private FailureTypes() {}
}
