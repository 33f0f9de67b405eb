package io.metalwright.activities.postinstall;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sfdisk -J} tells of a device. Sizes and places are in sectors.
 *
 * @param lastUsable GPT's last usable sector, null under DOS tables
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PartitionTable(
        @JsonProperty("label") String label,
        @JsonProperty("device") String device,
        @JsonProperty("lastlba") @Nullable Long lastUsable,
        @JsonProperty("sectorsize") int sectorBytes,
        @JsonProperty("partitions") List<Partition> partitions) {
    /** Partitions begin and end at full MiB: less behind the last one is no room. */
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

    boolean isGpt() {
        return label.equals("gpt");
    }

    Partition last() {
        return partitions.stream().max(Comparator.comparingLong(Partition::end)).orElseThrow();
    }

    /** Its number is at the end of its node's name: {@code /dev/md127p3}. */
    int number(Partition partition) {
        return Integer.parseInt(partition.node().replaceAll("^.*?([0-9]+)$", "$1"));
    }

    /** @param deviceBytes where a DOS table, which does not tell, may end */
    boolean roomBehind(Partition partition, long deviceBytes) {
        long end = lastUsable == null ? deviceBytes / sectorBytes : lastUsable + 1;
        return (end - partition.end()) * sectorBytes >= ALIGNMENT_BYTES;
    }
}
