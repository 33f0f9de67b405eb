package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.FruDeviceLocatorRecord;
import io.metalwright.activities.power.ipmi.wire.FruInventory;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.SdrRecord;
import io.metalwright.activities.power.ipmi.wire.TypedText;
import io.metalwright.model.bmc.FruInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The inventories of a machine's replaceable parts, as far as the BMC itself has them. What cannot be read is told beside what can. */
final class IpmiParts {
    private static final Instant FIRST_MINUTE = Instant.parse("1996-01-01T00:00:00Z");
    /** The one that every BMC has (section 38). */
    private static final int BUILT_IN = 0;

    private final Session session;

    IpmiParts(Session session) {
        this.session = session;
    }

    List<FruInfo> read(List<SdrRecord> records) {
        Map<Integer, String> names = new TreeMap<>();
        names.put(BUILT_IN, "Builtin FRU Device");
        for (SdrRecord record : records) {
            if (record instanceof FruDeviceLocatorRecord locator && locator.isOfBmc()) {
                names.merge(
                        locator.device(),
                        locator.name().text(),
                        (known, found) -> locator.device() == BUILT_IN ? found : known);
            }
        }
        List<FruInfo> parts = new ArrayList<>();
        names.forEach((id, name) -> parts.add(part(id, name)));
        return List.copyOf(parts);
    }

    private FruInfo part(int id, String name) {
        List<String> problems = new ArrayList<>();
        FruWindow window;
        FruInventory.Header header;
        try {
            window = FruWindow.open(session, id);
            header = FruInventory.header(
                    window.read(0, FruInventory.HEADER_LENGTH).toArray());
        } catch (BmcFailure.Refused e) {
            return empty(id, name, String.format("the BMC refused with 0x%02X", e.code()));
        } catch (MalformedMessage e) {
            return empty(id, name, String.valueOf(e.getMessage()));
        }
        FruInfo.Chassis chassis = area(window, header.chassis(), FruInventory::chassis, problems)
                .map(IpmiParts::words)
                .orElse(null);
        FruInfo.Board board = area(window, header.board(), FruInventory::board, problems)
                .map(IpmiParts::words)
                .orElse(null);
        FruInfo.Product product = area(window, header.product(), FruInventory::product, problems)
                .map(IpmiParts::words)
                .orElse(null);
        return new FruInfo(String.valueOf(id), name, chassis, board, product, List.copyOf(problems));
    }

    private static FruInfo empty(int id, String name, String problem) {
        return new FruInfo(String.valueOf(id), name, null, null, null, List.of(problem));
    }

    private static <T> Optional<T> area(
            FruWindow window, int offset, Function<byte[], T> decode, List<String> problems) {
        if (offset == 0) {
            return Optional.empty();
        }
        try {
            int length = FruInventory.areaLength(window.read(offset, 2));
            byte[] area = window.read(offset, length).toArray();
            if (!FruInventory.checksumHolds(area)) {
                problems.add("the checksum of the area at octet " + offset + " is wrong: what it says may be, too");
            }
            return Optional.of(decode.apply(area));
        } catch (BmcFailure.Refused e) {
            problems.add(String.format("at octet %d the BMC refused with 0x%02X", offset, e.code()));
        } catch (MalformedMessage e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static FruInfo.Chassis words(FruInventory.Chassis chassis) {
        return new FruInfo.Chassis(
                ChassisTypes.word(chassis.type()),
                chassis.partNumber().text(),
                chassis.serial().text(),
                texts(chassis.more()));
    }

    private static FruInfo.Board words(FruInventory.Board board) {
        return new FruInfo.Board(
                manufactured(board),
                board.manufacturer().text(),
                board.product().text(),
                board.serial().text(),
                board.partNumber().text(),
                texts(board.more()));
    }

    private static @Nullable Instant manufactured(FruInventory.Board board) {
        return board.manufactured().isEmpty()
                ? null
                : FIRST_MINUTE.plus(Duration.ofMinutes(board.manufactured().getAsLong()));
    }

    private static FruInfo.Product words(FruInventory.Product product) {
        return new FruInfo.Product(
                product.manufacturer().text(),
                product.name().text(),
                product.partNumber().text(),
                product.version().text(),
                product.serial().text(),
                product.assetTag().text(),
                texts(product.more()));
    }

    private static List<String> texts(List<TypedText> texts) {
        return texts.stream()
                .map(TypedText::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
