package io.metalwright.activities.power.ipmi.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What ipmitool and ipmi_sim said to each other, and how each packet reads from the outermost layer to the innermost that is in the clear. */
public final class Capture {
    static final Path FOLDER = Path.of("src/test/resources/io/metalwright/activities/power/ipmi/wire");

    private static final int SUITE_CODE_LENGTH = 12;

    private static final List<IpmiCommand<?>> COMMANDS = List.of(
            new GetDeviceId(),
            new GetSystemGuid(),
            new GetChannelAuthenticationCapabilities(0xE, PrivilegeLevel.ADMINISTRATOR),
            new GetChassisStatus(),
            new ChassisControl(ChassisControl.Action.POWER_UP),
            new SetSystemBootOptions(new BootOption.Acknowledge()),
            new GetSystemBootOptions(5),
            GetLanConfigurationParameters.of(1, 4),
            new GetUserAccess(1, 2),
            new GetUserName(2),
            new GetChannelInfo(0xE),
            new GetChannelAccess(1, true),
            new SetSessionPrivilegeLevel(PrivilegeLevel.ADMINISTRATOR),
            new ActivatePayload(PayloadType.SOL, 1, true, true),
            new DeactivatePayload(PayloadType.SOL, 1),
            new GetPayloadActivationStatus(PayloadType.SOL),
            new GetPayloadInstanceInfo(PayloadType.SOL, 1),
            new CloseSession(1));

    /** @param fromBmc else from the console */
    public record Packet(boolean fromBmc, byte[] bytes) {}

    private Capture() {}

    public static List<Packet> packets() throws IOException {
        return Files.readAllLines(FOLDER.resolve("ipmitool.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> new Packet(
                        line.startsWith("<"), Octets.ofHex(line.substring(2)).toArray()))
                .toList();
    }

    /** All layers in words; fails with {@link MalformedMessage} and nothing else. */
    static String read(Packet packet) {
        SessionPacket session =
                SessionPacket.decode(RmcpPacket.decode(packet.bytes()).data().toArray());
        String header = switch (session) {
            case SessionPacket.Sessionless sessionless -> "sessionless";
            case SessionPacket.RmcpPlus plus -> plus.type() + header(plus);
        };
        return (packet.fromBmc() ? "< " : "> ") + header + " " + payload(packet.fromBmc(), session);
    }

    private static String header(SessionPacket.RmcpPlus packet) {
        String trailer = packet.authenticated()
                ? " " + IntegrityTrailer.decode(packet.trailer().toArray(), SUITE_CODE_LENGTH)
                : "";
        return " session " + Integer.toHexString(packet.sessionId()) + " sequence " + packet.sequence() + trailer;
    }

    private static String payload(boolean fromBmc, SessionPacket session) {
        byte[] payload = session.payload().toArray();
        return switch (session) {
            case SessionPacket.Sessionless sessionless -> message(fromBmc, payload);
            case SessionPacket.RmcpPlus plus -> plus.encrypted() ? "encrypted" : payload(fromBmc, plus.type(), payload);
        };
    }

    private static String payload(boolean fromBmc, PayloadType type, byte[] payload) {
        return switch (type.value()) {
            case 0x00 -> message(fromBmc, payload);
            case 0x10 -> OpenSessionRequest.decode(payload).toString();
            case 0x11 -> OpenSessionResponse.decode(payload).toString();
            case 0x12 -> Rakp1.decode(payload).toString();
            case 0x13 -> Rakp2.decode(payload).toString();
            case 0x14 -> Rakp3.decode(payload).toString();
            case 0x15 -> Rakp4.decode(payload).toString();
            default -> "unknown";
        };
    }

    private static String message(boolean fromBmc, byte[] payload) {
        if (!fromBmc) {
            return LanRequest.decode(payload).toString();
        }
        LanResponse response = LanResponse.decode(payload);
        return response
                + command(response)
                        .map(command -> " " + answer(command, response))
                        .orElse("");
    }

    static Optional<IpmiCommand<?>> command(LanResponse response) {
        for (IpmiCommand<?> command : COMMANDS) {
            if (response.networkFunction() == command.networkFunction().value() + 1
                    && response.command() == command.code()) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    private static String answer(IpmiCommand<?> command, LanResponse response) {
        return response.completion().isDone()
                ? String.valueOf(command.decode(response.data().toArray()))
                : "refused";
    }
}
