package io.metalwright.activities.power.ipmi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records and texts that no recording has, by the specification's own formulas and tables. */
class RecordDecodingTest {
    private static SdrRecord record(String hex) {
        return SdrRecord.decode(Octets.ofHex(hex).toArray());
    }

    private static ReadingConversion conversion(int format, int linearisation, int m, int b, int k1, int k2) {
        return new ReadingConversion(format, linearisation, new ReadingFactors(m, b, k1, k2, 0, 0, 0));
    }

    @Test
    void aReadingIsMultipliedOffsetAndScaled() {
        assertThat(conversion(0, 0, 3, -5, 1, -2).value(200)).hasValue((3 * 200 - 50) / 100.0);
        assertThat(conversion(0, 0, 120, 0, 0, 0).value(0xFF)).hasValue(30600);
    }

    @Test
    void signedReadingsKeepTheirSign() {
        assertThat(conversion(1, 0, 1, 0, 0, 0).value(0xFE)).hasValue(-1);
        assertThat(conversion(2, 0, 1, 0, 0, 0).value(0xFE)).hasValue(-2);
        assertThat(conversion(2, 0, 1, 0, 0, 0).value(0x80)).hasValue(-128);
    }

    @Test
    void everyLinearisationIsTheSpecificationsFunction() {
        double[] wanted = {2, Math.log(2), Math.log10(2), 1, Math.exp(2), 100, 4, 0.5, 4, 8, Math.sqrt(2), Math.cbrt(2)
        };
        for (int code = 0; code < wanted.length; code++) {
            assertThat(conversion(0, code, 1, 0, 0, 0).value(2).orElseThrow()).isEqualTo(wanted[code], within(1e-12));
        }
    }

    @Test
    void whatCannotBeConvertedHasNoValue() {
        assertThat(conversion(3, 0, 1, 0, 0, 0).value(1)).isEmpty();
        assertThat(conversion(0, 0x33, 1, 0, 0, 0).value(1)).isEmpty();
        // 1/x and logarithms of nothing.
        assertThat(conversion(0, 7, 1, 0, 0, 0).value(0)).isEmpty();
        assertThat(conversion(0, 1, 1, 0, 0, 0).value(0)).isEmpty();
    }

    @Test
    void aNonLinearSensorIsLinearOnceItsFactorsAreKnown() {
        ReadingConversion conversion = conversion(0, 0x70, 0, 0, 0, 0);
        assertThat(conversion.isNonLinear()).isTrue();
        assertThat(conversion.with(new ReadingFactors(2, 0, 0, 0, 0, 0, 0)).value(21))
                .hasValue(42);
    }

    @Test
    void factorsAreReadBitByBit() {
        GetSensorReadingFactors command = new GetSensorReadingFactors(1, 2);
        assertThat(command.decode(Octets.ofHex("00 aa aa aa aa aa aa").toArray()))
                .isEqualTo(new ReadingFactors(-342, -342, -6, -6, 0x2A, 0x2AA, 2));
        assertThat(command.decode(Octets.ofHex("00 55 55 55 55 55 55").toArray()))
                .isEqualTo(new ReadingFactors(341, 341, 5, 5, 0x15, 0x155, 1));
    }

    @Test
    void allFourEncodingsOfTextAreRead() {
        assertThat(new TypedText(3, Octets.ofHex("46 61 6e 20 31 20 00 ff")).text())
                .isEqualTo("Fan 1");
        assertThat(new TypedText(2, Octets.ofHex("29 dc a6")).text()).isEqualTo("IPMI");
        assertThat(new TypedText(1, Octets.ofHex("12 3b 45 c6")).text()).isEqualTo("123-45.6");
        assertThat(new TypedText(0, Octets.ofHex("de ad")).text()).isEqualTo("dead");
    }

    @Test
    void whatATerminalWouldObeyIsNoPartOfAName() {
        assertThat(new TypedText(3, Octets.ofHex("41 1b 5b 32 4a 42")).text()).isEqualTo("A?[2JB");
    }

    @Test
    void associationsAreRead() {
        assertThat(record("05 00 51 08 0b 07 01 80 0a 01 0a 02 00 00 00 00"))
                .isEqualTo(new EntityAssociationRecord(
                        5, new EntityKey(7, false, 1), true, Octets.ofHex("0a 01 0a 02 00 00 00 00")));
        assertThat(record("06 00 51 09 1b 07 81 20 30 00" + "20 00 0a 01".repeat(4)))
                .isEqualTo(new DeviceRelativeAssociationRecord(
                        6, new EntityKey(7, true, 1), 0x20, 3, false, Octets.ofHex("20 00 0a 01".repeat(4))));
    }

    @Test
    void locatorsAreRead() {
        assertThat(record("07 00 51 10 0d 20 90 01 00 00 02 00 03 01 00 c2 54 31"))
                .isEqualTo(new GenericDeviceLocatorRecord(
                        7, 0x20, 0x90, 1, 2, new EntityKey(3, false, 1), new TypedText(3, Octets.ofHex("54 31"))));
        assertThat(record("08 00 51 12 0d 2c 00 00 2a 00 00 00 2e 01 00 c2 4d 45"))
                .isEqualTo(new ControllerLocatorRecord(
                        8, 0x2C, 0, 0x2A, new EntityKey(0x2E, false, 1), new TypedText(3, Octets.ofHex("4d 45"))));
        assertThat(record("0b 00 51 11 0d 20 02 98 00 00 10 00 0a 01 00 c2 50 31"))
                .isEqualTo(new FruDeviceLocatorRecord(
                        11, 0x20, 2, true, 3, new EntityKey(10, false, 1), new TypedText(3, Octets.ofHex("50 31"))));
    }

    @Test
    void theRestIsKept() {
        assertThat(record("09 00 51 c0 05 57 01 00 aa 55")).isEqualTo(new OemRecord(9, 0x157, Octets.ofHex("aa 55")));
        assertThat(record("0a 00 51 77 02 aa 55")).isEqualTo(new UnknownRecord(10, 0x77, Octets.ofHex("aa 55")));
        assertThat(record("0b 00 51 14 0b 01 02 03 04 05 06 07 08 00 00 00"))
                .isEqualTo(new MessageChannelInfoRecord(11, Octets.ofHex("01 02 03 04 05 06 07 08")));
        assertThat(record("0c 00 51 13 1b 20 01 00 02 03 02 57 01 00 aa 55" + "a5".repeat(16)))
                .isEqualTo(new ControllerConfirmationRecord(12, 0x20, 1, 0x157, 0x55AA, Octets.ofHex("a5".repeat(16))));
        assertThat(record("0d 00 51 03 11 41 00 07 03 01 25 6f 01 00 00 00 c3 42 49 4f"))
                .isEqualTo(new EventOnlyRecord(
                        13,
                        new SensorOwner(0x41, 0, 0, 7),
                        new EntityKey(3, false, 1),
                        0x25,
                        0x6F,
                        new Sharing(1, false, 0, false),
                        new TypedText(3, Octets.ofHex("42 49 4f"))));
    }

    @Test
    void sharedNamesCountOnInNumbersOrLetters() {
        Sharing letters = new Sharing(30, true, 25, false);
        assertThat(List.of(letters.name("Fan ", 0), letters.name("Fan ", 1))).containsExactly("Fan Z", "Fan AA");
        Sharing numbers = new Sharing(3, false, 1, true);
        assertThat(numbers.name("PSU", 1)).isEqualTo("PSU2");
        assertThat(numbers.entity(new EntityKey(10, false, 1), 2)).isEqualTo(new EntityKey(10, false, 3));
    }

    @Test
    void everyKindOfLogEntryIsRead() {
        assertThat(SelEntry.decode(Octets.ofHex("01 00 02 78 56 34 52 20 00 04 01 30 81 57 aa 55")
                        .toArray()))
                .isEqualTo(new SelEntry.SystemEvent(1, 0x52345678L, 0x20, 4, 1, 0x30, false, 1, 0x57, 0xAA, 0x55));
        assertThat(SelEntry.decode(Octets.ofHex("02 00 c1 78 56 34 52 57 01 00 01 02 03 04 05 06")
                        .toArray()))
                .isEqualTo(new SelEntry.TimedOemEvent(2, 0xC1, 0x52345678L, 0x157, Octets.ofHex("010203040506")));
        assertThat(SelEntry.decode(Octets.ofHex("03 00 e0" + "ab".repeat(13)).toArray()))
                .isEqualTo(new SelEntry.OemEvent(3, 0xE0, Octets.ofHex("ab".repeat(13))));
    }

    @Test
    void theWatchdogSurvivesARoundTrip() {
        WatchdogSetting setting = new WatchdogSetting(false, 4, 3, 2, 10, 0x10, 6000);
        assertThat(new SetWatchdogTimer(setting).encode())
                .isEqualTo(Octets.ofHex("84 23 0a 10 70 17").toArray());
        assertThat(new GetWatchdogTimer()
                        .decode(Octets.ofHex("c4 23 0a 10 70 17 64 00").toArray()))
                .isEqualTo(new GetWatchdogTimer.Answer(setting, true, 100));
    }

    @Test
    void anEmptyEepromIsNoInventory() {
        assertThatThrownBy(
                        () -> FruInventory.header(Octets.ofHex("ff".repeat(8)).toArray()))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("FRU common header, offset 0: wanted format version 1, found 15");
    }

    @Test
    void everyPrefixAndEveryChangedByteDecodesOrSaysWhy() {
        List<IpmiCommand<?>> commands = List.of(
                new GetSdrRepositoryInfo(),
                new ReserveSdrRepository(),
                new GetSdr(0, 0, 0, 0xFF),
                new GetDeviceSdrInfo(),
                new ReserveDeviceSdrRepository(),
                new GetDeviceSdr(0, 0, 0, 0xFF),
                new GetSensorReading(1),
                new GetSensorThresholds(1),
                new GetSensorReadingFactors(1, 1),
                new GetSelInfo(),
                new ReserveSel(),
                new GetSelEntry(0, 0, 0, 0xFF),
                new ClearSel(0, true),
                new GetSelTime(),
                new GetFruInventoryAreaInfo(0),
                new ReadFruData(0, 0, 16),
                new GetChannelCipherSuites(14, 0),
                new GetSolConfigurationParameters(14, 1),
                new GetWatchdogTimer());
        byte[] seed =
                Octets.ofHex("01 02 51 aa 55 00 ff 80 7f 01 10 20 40 c3 41 42").toArray();
        for (IpmiCommand<?> command : commands) {
            damage(seed, command::decode);
        }
        damage(seed, SelEntry::decode);
        damage(seed, FruInventory::header);
        damage(FRU_AREA, FruInventory::board);
        damage(FRU_AREA, FruInventory::chassis);
        damage(FRU_AREA, FruInventory::product);
        for (int type = 0; type < 256; type++) {
            byte[] record = Octets.ofHex("01 00 51 00 30" + "c4 41 42 43 44 55 aa 81".repeat(6))
                    .toArray();
            record[3] = (byte) type;
            damage(record, bytes -> {
                if (SdrRecord.decode(bytes) instanceof CompactSensorRecord compact) {
                    compact.members();
                }
            });
        }
    }

    private static final byte[] FRU_AREA = Octets.ofHex(
                    "01 04 19 10 20 30 c4 44 45 4c 4c 83 29 dc a6 42 12 34 02 de ad c1 00 00 00 00 00 00 00 00 00 55")
            .toArray();

    /** What is done with bytes, whose answer does not matter here. */
    @FunctionalInterface
    private interface Decoding {
        void decode(byte[] bytes);
    }

    private static void damage(byte[] whole, Decoding decoding) {
        for (int length = 0; length <= whole.length; length++) {
            decodesOrSaysWhy(Arrays.copyOf(whole, length), decoding);
        }
        for (int at = 0; at < whole.length; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                decodesOrSaysWhy(changed, decoding);
            }
        }
    }

    private static void decodesOrSaysWhy(byte[] bytes, Decoding decoding) {
        try {
            decoding.decode(bytes);
        } catch (MalformedMessage e) {
            String why = String.valueOf(e.getMessage());
            assertThat(why.contains(", offset ") && why.contains(": wanted ") && why.contains(", found "))
                    .isTrue();
        }
    }
}
