package io.metalwright.model.plan;

import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every plan for a machine in BootOS says: whom it is for, how that machine gets there, and which of its disks it touches. */
public interface MachinePlan {
    MachineId machine();

    SiteName site();

    /** The machine's serial number by SMBIOS, checked before a disk is touched. */
    @Nullable
    String serial();

    /** The machine's UUID by SMBIOS. */
    @Nullable
    String uuid();

    List<MacAddress> macs();

    /** How it is switched on, or null: then a person is asked to. */
    @Nullable
    BmcTarget bmc();

    /** Its address while it is in BootOS. */
    @Nullable
    Ipv4Address bootAddress();

    BootMode bootMode();

    /** Whether its firmware starts what is signed alone, as far as was known when the plan was made; null: nobody told. */
    @Nullable
    Boolean secureBoot();

    /** The disc from which it boots BootOS; null: it boots from the network. */
    @Nullable
    PlannedMedium medium();

    /** Disks that are written or erased; empty where none is touched. */
    List<PlannedDisk> disks();

    /** All disks that must be the planned ones before any is touched. */
    default List<PlannedDisk> touched() {
        return disks();
    }

    /** What happens, each in a sentence for a person. */
    List<String> effects();

    List<String> steps();

    /** Sum of all the above. */
    String hash();
}
