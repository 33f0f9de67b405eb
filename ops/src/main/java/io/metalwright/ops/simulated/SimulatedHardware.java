package io.metalwright.ops.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.hardware.BiosFacts;
import io.metalwright.model.hardware.BmcFacts;
import io.metalwright.model.hardware.BmcLan;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.Processor;
import io.metalwright.model.hardware.SystemFacts;
import io.metalwright.ops.simulated.bmc.BmcState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What a simulated machine is made of.
 *
 * @param diskBytes of each of its two disks
 */
public record SimulatedHardware(
        String serial, UUID uuid, MacAddress mac, MacAddress bmcMac, List<String> diskSerials, long diskBytes) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    public SimulatedHardware {
        diskSerials = List.copyOf(diskSerials);
    }

    /** The same machine for the same seed. */
    public static SimulatedHardware seeded(long seed) {
        var random = new Random(seed);
        var octets = new byte[5];
        random.nextBytes(octets);
        // Of the range that anybody may use, and long enough for thousands to differ; the last bit keeps machine and
        // BMC apart.
        var mac = mac(octets, 0);
        var bmcMac = mac(octets, 1);
        var number = "%08X".formatted(random.nextInt());
        return new SimulatedHardware(
                "SIM" + number,
                new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63),
                mac,
                bmcMac,
                List.of("SIMDISK-" + number + "-1", "SIMDISK-" + number + "-2"),
                8L << 30);
    }

    private static MacAddress mac(byte[] octets, int lastBit) {
        return MacAddress.of(
                new byte[] {0x52, octets[0], octets[1], octets[2], octets[3], (byte) (octets[4] & 0xFE | lastBit)});
    }

    /** As {@code metalwright-report} prints it; what the BMC says of itself is what it is now. */
    String report(String address, BmcState bmc) {
        var disks = new ArrayList<Disk>();
        for (int index = 0; index < diskSerials.size(); index++) {
            disks.add(new Disk(
                    "/dev/sd" + (char) ('a' + index),
                    diskBytes,
                    512,
                    "Simulated disk",
                    diskSerials.get(index),
                    null,
                    "sata",
                    false,
                    false));
        }
        var report = new HardwareReport(
                1,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                new SystemFacts("Metalwright", "Simulated server", serial, uuid.toString(), null, null),
                new BiosFacts("Metalwright", "simulated", "01/01/2026"),
                BootMode.BIOS,
                null,
                "x86_64",
                List.of(new Processor("Simulated CPU", "Metalwright", "CPU 0", 4, 8)),
                new Memory(16L << 30, List.of()),
                disks,
                List.of(new Nic("eth0", mac, "simulated", true, 10_000, List.of(address), "0000:00:03.0", true)),
                List.of(),
                new BmcFacts(
                        "0",
                        "22349",
                        "1.00",
                        "2.0",
                        new BmcLan(
                                1,
                                bmc.address().value(),
                                bmc.netmask().value(),
                                bmc.gateway().value(),
                                bmc.mac().value(),
                                bmc.isStatic() ? "static" : "dhcp")));
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("write a hardware report", e);
        }
    }
}
