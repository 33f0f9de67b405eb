package io.metalwright.activities.power.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.CommandChannel;
import io.metalwright.activities.power.ipmi.wire.GetSdr;
import io.metalwright.activities.power.ipmi.wire.IpmiCommand;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.ReserveSdrRepository;
import io.metalwright.activities.power.ipmi.wire.SdrRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PartialReadingTest {
    private static final int NEVER = -1;

    private static List<byte[]> records() {
        Random random = new Random(7);
        List<byte[]> records = new ArrayList<>();
        for (int length : new int[] {5, 48, 64, 33, 6}) {
            byte[] record = new byte[length];
            random.nextBytes(record);
            record[4] = (byte) (length - SdrRecord.HEADER);
            records.add(record);
        }
        return records;
    }

    private static List<byte[]> read(CommandChannel bmc) {
        List<byte[]> read = new ArrayList<>();
        new RecordReader(bmc, GetSdr::new, new ReserveSdrRepository(), SdrRecord.HEADER, SdrRecord::length)
                .all(record -> read.add(record.toArray()));
        return read;
    }

    @ParameterizedTest
    @ValueSource(ints = {0xCA, 0xC7, 0xC8, 0xFF})
    void recordsLongerThanABmcGivesAreReadInParts(int tooMuch) {
        for (int most : new int[] {5, 16, 22, 32}) {
            StingyBmc bmc = new StingyBmc(records(), new byte[0], most, tooMuch, NEVER);
            assertThat(read(bmc)).usingRecursiveComparison().isEqualTo(records());
            assertThat(bmc.reservations).isEqualTo(1);
        }
    }

    @Test
    void wholeRecordsNeedNoReservation() {
        StingyBmc bmc = new StingyBmc(records(), new byte[0], 0xFF, 0xCA, NEVER);
        assertThat(read(bmc)).usingRecursiveComparison().isEqualTo(records());
        assertThat(bmc.reservations).isZero();
    }

    @Test
    void aLostReservationBeginsTheRecordAnew() {
        for (int change = 0; change < 12; change++) {
            StingyBmc bmc = new StingyBmc(records(), new byte[0], 16, 0xCA, change);
            assertThat(read(bmc)).usingRecursiveComparison().isEqualTo(records());
            assertThat(bmc.reservations).isEqualTo(2);
        }
    }

    @Test
    void aRepositoryThatGoesInCirclesIsNonsense() {
        CommandChannel bmc = new CircularBmc();
        assertThatThrownBy(() -> read(bmc))
                .isInstanceOf(BmcFailure.Nonsense.class)
                .hasMessageContaining("circular");
    }

    /** Its second record is followed by its second record. */
    private static final class CircularBmc implements CommandChannel {
        @Override
        public BmcAddress address() {
            return BmcAddress.of("circular");
        }

        @Override
        public <A> A run(IpmiCommand<A> command) {
            return command.decode(new byte[] {1, 0, 1, 0, 0x51, (byte) 0xC0, 0});
        }
    }

    @Test
    void anInventoryIsReadInPartsAndFromWhereItIsWanted() {
        byte[] memory = new byte[300];
        new Random(3).nextBytes(memory);
        for (int most : new int[] {4, 8, 30, 32}) {
            StingyBmc bmc = new StingyBmc(List.of(), memory, most, 0xCA, NEVER);
            bmc.busy = 3;
            FruWindow window = FruWindow.open(bmc, 0);
            assertThat(window.read(8, 120)).isEqualTo(Octets.of(memory).slice(8, 128));
            assertThat(window.read(250, 100)).isEqualTo(Octets.of(memory).slice(250, 300));
        }
    }

    @Test
    void aBmcThatGivesNothingIsToldAsItIs() {
        StingyBmc bmc = new StingyBmc(records(), new byte[0], 2, 0xCA, NEVER);
        assertThatThrownBy(() -> read(bmc)).isInstanceOf(BmcFailure.Refused.class);
    }
}
