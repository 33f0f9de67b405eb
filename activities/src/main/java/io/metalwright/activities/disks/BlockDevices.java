package io.metalwright.activities.disks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import java.util.List;

/** What {@code lsblk} tells, read anew each time it is asked. */
public final class BlockDevices {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BlockDevices() {}

    /** The device and all that lies on it. */
    public static BlockDevice under(BootOsShell shell, String device) {
        return parse(shell.demand(
                        "list the partitions of " + device,
                        Command.of("lsblk", "-J", "-b", "-o", "NAME,PATH,TYPE,SIZE,FSTYPE,LABEL,MOUNTPOINTS", device)))
                .getFirst();
    }

    static List<BlockDevice> parse(String json) {
        try {
            return JSON.readValue(json, Listing.class).blockdevices();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("read what lsblk lists: " + e.getOriginalMessage(), e);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Listing(List<BlockDevice> blockdevices) {}
}
