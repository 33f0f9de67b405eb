package io.metalwright.ops.simulated.bmc;

import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Temper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** What a BMC does when it is told to, and what it answers (IPMI 2.0 chapters 20, 22, 23, 28). Anything else it does not know (0xC1). */
final class BmcCommands {
    private static final int CHANNEL = 1;
    private static final int LAN_MEDIUM = 4;
    private static final CompletionCode TOO_SHORT = new CompletionCode(0xC7);
    private static final CompletionCode WRONG_STATE = new CompletionCode(0xD5);

    private final BmcState state;
    private final Chassis chassis;
    private final Temper temper;
    private final byte[] guid;

    BmcCommands(BmcState state, Chassis chassis, Temper temper, UUID systemId) {
        this.state = state;
        this.chassis = chassis;
        this.temper = temper;
        guid = ByteBuffer.allocate(16)
                .putLong(systemId.getMostSignificantBits())
                .putLong(systemId.getLeastSignificantBits())
                .array();
    }

    Octets guid() {
        return Octets.of(guid);
    }

    LanResponse answer(LanRequest request) {
        Answer answer;
        try {
            answer = switch (request.networkFunction()) {
                case 0x00 -> chassis(request.command(), request.data());
                case 0x06 -> application(request.command(), request.data());
                case 0x0C -> transport(request.command(), request.data());
                default -> Answer.of(CompletionCode.INVALID_COMMAND);
            };
        } catch (IndexOutOfBoundsException | MalformedMessage e) {
            answer = Answer.of(TOO_SHORT);
        }
        return new LanResponse(
                request.networkFunction() + 1, request.sequence(), request.command(), answer.code(), answer.data());
    }

    private record Answer(CompletionCode code, Octets data) {
        static Answer of(CompletionCode code) {
            return new Answer(code, Octets.NONE);
        }

        static Answer of(int... octets) {
            return new Answer(CompletionCode.DONE, Octets.of(octets));
        }

        static Answer done() {
            return of(CompletionCode.DONE);
        }
    }

    private Answer chassis(int command, Octets data) {
        return switch (command) {
            case 0x01 -> Answer.of(chassis.isOn() ? 0x21 : 0x20, 0, 0);
            case 0x02 -> control(data.at(0) & 0x0F);
            case 0x08 -> setBootOption(data.at(0) & 0x7F, data.toArray());
            case 0x09 -> bootOption(data.at(0) & 0x7F);
            default -> Answer.of(CompletionCode.INVALID_COMMAND);
        };
    }

    /** Section 28.3. */
    private Answer control(int action) {
        switch (action) {
            case 0 -> chassis.powerDown();
            case 1 -> chassis.powerUp();
            case 2, 3 -> {
                if (!chassis.isOn()) {
                    return Answer.of(WRONG_STATE);
                }
                chassis.reset();
            }
            case 5 -> chassis.softShutdown();
            default -> {
                return Answer.of(CompletionCode.INVALID_DATA_FIELD);
            }
        }
        return Answer.done();
    }

    /** Section 28.12: the flags are kept, what belongs to the way of setting them is acknowledged. */
    private Answer setBootOption(int selector, byte[] data) {
        return switch (selector) {
            case 0, 3, 4 -> Answer.done();
            case 5 -> {
                if (data.length < 6) {
                    yield Answer.of(TOO_SHORT);
                }
                if (temper.bootDeviceIsKept()) {
                    state.bootFlags(Arrays.copyOfRange(data, 1, 6));
                }
                yield Answer.done();
            }
            default -> Answer.of(CompletionCode.PARAMETER_NOT_SUPPORTED);
        };
    }

    private Answer bootOption(int selector) {
        if (selector == 0) {
            return Answer.of(0x01, 0, 0);
        }
        if (selector != 5) {
            return Answer.of(CompletionCode.PARAMETER_NOT_SUPPORTED);
        }
        var flags = state.bootFlags();
        return Answer.of(0x01, 5, flags[0], flags[1], flags[2], flags[3], flags[4]);
    }

    private Answer application(int command, Octets data) {
        return switch (command) {
            // Maker 0: nobody's; the product says what it is.
            case 0x01 -> Answer.of(0x20, 0x01, 0x01, 0x00, 0x02, 0x80, 0, 0, 0, 0x4D, 0x57);
            case 0x37 -> new Answer(CompletionCode.DONE, guid());
            case 0x38 -> Answer.of(CHANNEL, 0x80, 0x04, 0x02, 0, 0, 0, 0);
            case 0x3B -> Answer.of(data.at(0) == 0 ? PrivilegeLevel.USER.value() : data.at(0) & 0x0F);
            case 0x3C -> Answer.done();
            case 0x41 -> Answer.of(0x02, PrivilegeLevel.ADMINISTRATOR.value());
            case 0x42 -> channelInfo(data.at(0) & 0x0F);
            case 0x43 -> setUserAccess(data);
            case 0x44 -> userAccess(data.at(1) & 0x3F);
            case 0x45 -> setUserName(data);
            case 0x46 -> userName(data.at(0) & 0x3F);
            case 0x47 -> setUserPassword(data);
            // Two records: standard, the suite (3 and 17), its three algorithms (section 22.15.1).
            case 0x54 ->
                data.at(2) == 0x80 || (data.at(2) & 0x3F) == 0
                        ? Answer.of(CHANNEL, 0xC0, 0x03, 0x01, 0x41, 0x81, 0xC0, 0x11, 0x03, 0x44, 0x81)
                        : Answer.of(CHANNEL);
            default -> Answer.of(CompletionCode.INVALID_COMMAND);
        };
    }

    private static Answer channelInfo(int channel) {
        return channel == CHANNEL || channel == 0x0E
                ? Answer.of(CHANNEL, LAN_MEDIUM, 0x01, 0x80, 0xF2, 0x1B, 0x00, 0, 0)
                : Answer.of(CompletionCode.INVALID_DATA_FIELD);
    }

    private Answer userAccess(int id) {
        var enabled = (int) state.users().stream().filter(BmcUser::enabled).count();
        return state.user(id)
                .map(user -> Answer.of(
                        BmcState.PLACES,
                        (user.enabled() ? 0x40 : 0x80) | enabled,
                        1,
                        (user.messaging() ? 0x10 : 0) | user.privilege().value()))
                .orElse(Answer.of(CompletionCode.OUT_OF_RANGE));
    }

    private Answer setUserAccess(Octets data) {
        var privilege = new PrivilegeLevel(data.at(2) & 0x0F);
        return changed(
                data.at(1) & 0x3F,
                user -> user.allowed(
                        (data.at(0) & 0x80) == 0 ? user.messaging() : (data.at(0) & 0x10) != 0, privilege));
    }

    private Answer userName(int id) {
        return state.user(id)
                .map(user -> new Answer(
                        CompletionCode.DONE,
                        Octets.of(Arrays.copyOf(user.name().getBytes(StandardCharsets.ISO_8859_1), 16))))
                .orElse(Answer.of(CompletionCode.OUT_OF_RANGE));
    }

    private Answer setUserName(Octets data) {
        var octets = Arrays.copyOfRange(data.toArray(), 1, data.length());
        var name = new String(octets, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
        return changed(data.at(0) & 0x3F, user -> user.named(name));
    }

    /** Section 22.30. */
    private Answer setUserPassword(Octets data) {
        int id = data.at(0) & 0x3F;
        var password = Arrays.copyOfRange(data.toArray(), 2, data.length());
        return switch (data.at(1) & 0x03) {
            case 0 -> changed(id, user -> user.enabled(false));
            case 1 -> changed(id, user -> user.enabled(true));
            case 2 -> changed(id, user -> user.withPassword(password));
            default ->
                state.user(id)
                                .filter(user -> Arrays.equals(
                                        user.password(),
                                        user.withPassword(password).password()))
                                .isPresent()
                        ? Answer.done()
                        : Answer.of(new CompletionCode(0x80));
        };
    }

    private Answer changed(int id, java.util.function.UnaryOperator<BmcUser> change) {
        return state.change(id, change) ? Answer.done() : Answer.of(CompletionCode.OUT_OF_RANGE);
    }

    private Answer transport(int command, Octets data) {
        return switch (command) {
            case 0x01 -> setLan(data.at(1), Arrays.copyOfRange(data.toArray(), 2, data.length()));
            case 0x02 -> lan(data.at(1));
            default -> Answer.of(CompletionCode.INVALID_COMMAND);
        };
    }

    /** Table 23-4. */
    private Answer lan(int parameter) {
        return switch (parameter) {
            case 0 -> Answer.of(0x11, 0);
            case 3 -> lan(octets(state.address()));
            case 4 -> Answer.of(0x11, state.addressSource());
            case 5 -> lan(state.mac().octets());
            case 6 -> lan(octets(state.netmask()));
            case 12 -> lan(octets(state.gateway()));
            default -> Answer.of(CompletionCode.PARAMETER_NOT_SUPPORTED);
        };
    }

    private Answer setLan(int parameter, byte[] value) {
        switch (parameter) {
            case 0 -> {}
            case 3 -> state.address(address(value));
            case 4 -> state.addressSource(value[0] & 0x0F);
            case 6 -> state.netmask(address(value));
            case 12 -> state.gateway(address(value));
            case 5 -> {
                return Answer.of(new CompletionCode(0x82));
            }
            default -> {
                return Answer.of(CompletionCode.PARAMETER_NOT_SUPPORTED);
            }
        }
        return Answer.done();
    }

    private static Answer lan(byte[] value) {
        var whole = ByteBuffer.allocate(value.length + 1).put((byte) 0x11).put(value);
        return new Answer(CompletionCode.DONE, Octets.of(whole.array()));
    }

    private static byte[] octets(Ipv4Address address) {
        return ByteBuffer.allocate(4).putInt(address.bits()).array();
    }

    private static Ipv4Address address(byte[] value) {
        return Ipv4Address.ofBits(ByteBuffer.wrap(Arrays.copyOf(value, 4)).getInt());
    }
}
