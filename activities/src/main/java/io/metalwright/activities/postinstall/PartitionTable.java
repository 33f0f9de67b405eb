package io.metalwright.activities.postinstall;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;

/** What {@code sfdisk -J} tells of a device. Sizes and places are in sectors. */
@JsonIgnoreProperties(ignoreUnknown = true)
record PartitionTable(
        @JsonProperty("sectorsize") int sectorBytes,
        @JsonProperty("partitions") List<Partition> partitions) {
    /** Partitions begin and end at full MiB, and a GPT has its second copy at the device's end: less behind the last one is no room. */
    private static final long ALIGNMENT_BYTES = 2 << 20;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Partition(String node, long start, long size) {
        long end() {
            return start + size;
        }
    }

    private record Listing(PartitionTable partitiontable) {}

    static PartitionTable parse(String json) {
        try {
            return new ObjectMapper().readValue(json, Listing.class).partitiontable();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("read what sfdisk lists: " + e.getOriginalMessage(), e);
        }
    }

    Partition last() {
        return partitions.stream().max(Comparator.comparingLong(Partition::end)).orElseThrow();
    }

    /** Its number is at the end of its node's name: {@code /dev/md127p3}. */
    int number(Partition partition) {
        return Integer.parseInt(partition.node().replaceAll("^.*?([0-9]+)$", "$1"));
    }

    /** Whether the device goes on behind a partition. (What a GPT tells of its own end is the end of the device that it was made on.) */
    boolean roomBehind(Partition partition, long deviceBytes) {
        return deviceBytes - partition.end() * sectorBytes >= ALIGNMENT_BYTES;
    }
}
