package io.metalwright.cmdb;

import io.metalwright.cmdb.image.ImageState;
import io.metalwright.cmdb.machine.Macs;
import io.metalwright.cmdb.machine.Tags;
import io.metalwright.cmdb.notice.DeliveryState;
import io.metalwright.cmdb.queue.QueueState;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.health.EventSource;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import io.metalwright.model.notice.NoticeEvent;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import java.sql.JDBCType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.springframework.data.jdbc.core.mapping.JdbcValue;

/** How the model's words lie in columns: a word as the text that the API shows, a structure as JSON, an instant as milliseconds. */
final class Conversions {
    private Conversions() {}

    static List<Object> all() {
        var all = new ArrayList<Object>();
        word(all, MachineId.class, MachineId::value, MachineId::of);
        word(all, MacAddress.class, MacAddress::value, MacAddress::of);
        word(all, SiteName.class, SiteName::value, SiteName::of);
        word(all, Sha256.class, Sha256::hex, Sha256::of);
        word(all, SecretReference.class, SecretReference::value, SecretReference::of);
        word(all, Ipv4Address.class, Ipv4Address::value, Ipv4Address::of);
        word(all, Macs.class, Macs::joined, Macs::split);
        word(all, Tags.class, Tags::json, Tags::ofJson);
        oneOf(all, MachineState.class, MachineState::word);
        oneOf(all, MachineRole.class, MachineRole::word);
        oneOf(all, RunKind.class, RunKind::word);
        oneOf(all, QueueState.class, QueueState::word);
        oneOf(all, RunState.class, RunState::word);
        oneOf(all, BmcProtocol.class, BmcProtocol::word);
        oneOf(all, ImageState.class, ImageState::word);
        oneOf(all, Role.class, Role::word);
        oneOf(all, NoticeEvent.class, NoticeEvent::word);
        oneOf(all, DeliveryState.class, DeliveryState::word);
        oneOf(all, Health.class, Health::word);
        oneOf(all, EventSource.class, EventSource::word);
        oneOf(all, AddressPurpose.class, AddressPurpose::word);
        json(all, HardwareReport.class);
        json(all, Segment.class);
        json(all, BootConfiguration.class);
        json(all, RunView.class);
        // The type is told too: Spring Data would announce the number as a timestamp.
        all.add(new ValueConversion.Writing<>(
                Instant.class, JdbcValue.class, at -> JdbcValue.of(at.toEpochMilli(), JDBCType.BIGINT)));
        all.add(new ValueConversion.Reading<>(Long.class, Instant.class, Instant::ofEpochMilli));
        return all;
    }

    private static <T> void word(
            List<Object> all, Class<T> type, Function<T, String> toText, Function<String, T> fromText) {
        all.add(new ValueConversion.Writing<>(type, String.class, toText));
        all.add(new ValueConversion.Reading<>(String.class, type, fromText));
    }

    private static <E extends Enum<E>> void oneOf(List<Object> all, Class<E> type, Function<E, String> toWord) {
        word(
                all,
                type,
                toWord,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> toWord.apply(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + text + "' is no " + type.getSimpleName() + " that this version knows")));
    }

    private static <T> void json(List<Object> all, Class<T> type) {
        word(all, type, Json::text, text -> Json.read(text, type));
    }
}
