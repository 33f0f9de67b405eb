package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.GetDeviceId;
import io.metalwright.activities.power.ipmi.wire.GetDeviceSdr;
import io.metalwright.activities.power.ipmi.wire.GetDeviceSdrInfo;
import io.metalwright.activities.power.ipmi.wire.GetSdr;
import io.metalwright.activities.power.ipmi.wire.GetSdrRepositoryInfo;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.ReserveDeviceSdrRepository;
import io.metalwright.activities.power.ipmi.wire.ReserveSdrRepository;
import io.metalwright.activities.power.ipmi.wire.SdrRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sensor data records of a BMC, from its repository or, where it has none, from its sensor device; kept as long as the BMC says they are the same. */
final class IpmiRecords {
    private static final int SDR_REPOSITORY = 0x02;
    private static final int SENSOR_DEVICE = 0x01;

    private final Session session;
    private @Nullable Kept kept;

    /** @param version what the BMC's answer about its repository was then */
    private record Kept(Object version, List<SdrRecord> records) {}

    IpmiRecords(Session session) {
        this.session = session;
    }

    /** Records that cannot be read are left out: one maker's slip must not hide a hundred sensors. */
    List<SdrRecord> all() {
        GetDeviceId.Answer device = session.run(new GetDeviceId());
        if ((device.support() & SDR_REPOSITORY) != 0) {
            return unlessKept(session.run(new GetSdrRepositoryInfo()), repository());
        }
        if ((device.support() & SENSOR_DEVICE) != 0) {
            return unlessKept(session.run(new GetDeviceSdrInfo()), sensorDevice());
        }
        return List.of();
    }

    private RecordReader repository() {
        return new RecordReader(session, GetSdr::new, new ReserveSdrRepository(), SdrRecord.HEADER, SdrRecord::length);
    }

    private RecordReader sensorDevice() {
        return new RecordReader(
                session, GetDeviceSdr::new, new ReserveDeviceSdrRepository(), SdrRecord.HEADER, SdrRecord::length);
    }

    private List<SdrRecord> unlessKept(Object version, RecordReader reader) {
        Kept known = kept;
        if (known != null && known.version().equals(version)) {
            return known.records();
        }
        List<SdrRecord> records = new ArrayList<>();
        try {
            reader.all(octets -> {
                try {
                    records.add(SdrRecord.decode(octets.toArray()));
                } catch (MalformedMessage e) {
                    // See above.
                }
            });
        } catch (BmcFailure.Refused e) {
            // An empty repository has no first record (0xCB, or 0xFF on OpenIPMI's ipmi_sim).
            if (!records.isEmpty() || !isEmpty(version)) {
                throw e;
            }
        }
        kept = new Kept(version, List.copyOf(records));
        return List.copyOf(records);
    }

    private static boolean isEmpty(Object version) {
        return version instanceof GetSdrRepositoryInfo.Answer answer && answer.records() == 0
                || version instanceof GetDeviceSdrInfo.Answer device && device.records() == 0;
    }
}
