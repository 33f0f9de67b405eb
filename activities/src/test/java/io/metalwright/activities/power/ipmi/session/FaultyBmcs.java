package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.OpenSessionRequest;
import io.metalwright.activities.power.ipmi.wire.OpenSessionResponse;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.Rakp3;
import io.metalwright.activities.power.ipmi.wire.SessionStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** BMCs with one fault each, which their names tell. */
final class FaultyBmcs {
    static final int GET_CHASSIS_STATUS = 0x01;

    private FaultyBmcs() {}

    static final class SilentBmc extends ScriptedBmc {
        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            return List.of();
        }
    }

    /** Takes one cipher suite and refuses all others. */
    static final class ChoosyBmc extends ScriptedBmc {
        private final Algorithms taken;

        ChoosyBmc(Algorithms taken) {
            super(taken);
            this.taken = taken;
        }

        @Override
        Octets openSession(OpenSessionRequest request) {
            return request.suite().equals(taken.suite())
                    ? super.openSession(request)
                    : Octets.of(new OpenSessionResponse.Refused(request.tag(), new SessionStatus(0x11)).encode());
        }
    }

    /** Does not answer who proposes another cipher suite than 3. */
    static final class DeafToSuite17Bmc extends ScriptedBmc {
        private boolean deaf;

        @Override
        Octets openSession(OpenSessionRequest request) {
            deaf = !request.suite().equals(Algorithms.SUITE_3.suite());
            return super.openSession(request);
        }

        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            return deaf ? List.of() : List.of(packet);
        }
    }

    /** Every packet is noise. */
    static final class GarblingBmc extends ScriptedBmc {
        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            byte[] noise = new byte[packet.length];
            Arrays.fill(noise, (byte) 0xAA);
            return List.of(noise);
        }
    }

    static final class DuplicatingBmc extends ScriptedBmc {
        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            return List.of(packet, packet, packet);
        }
    }

    /** Two of three answers get lost, whatever they are. */
    static final class LosingBmc extends ScriptedBmc {
        private int answers;

        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            answers++;
            return answers % 3 == 0 ? List.of(packet) : List.of();
        }
    }

    /** Packets of an open session end too early. */
    static final class TruncatingBmc extends ScriptedBmc {
        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            return List.of(type.equals(PayloadType.IPMI) ? Arrays.copyOf(packet, 12) : packet);
        }
    }

    /** The message within an authentic packet has a wrong checksum. */
    static final class MiscountingBmc extends ScriptedBmc {
        @Override
        byte[] encode(LanResponse response) {
            byte[] bytes = response.encode();
            bytes[bytes.length - 1]++;
            return bytes;
        }
    }

    /** Somebody else's packets: the authentication code does not fit. */
    static final class ForgedBmc extends ScriptedBmc {
        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            if (type.equals(PayloadType.IPMI)) {
                packet[packet.length - 1]++;
            }
            return List.of(packet);
        }
    }

    /** All packets after the first in a session bear a number of long ago. */
    static final class StaleBmc extends ScriptedBmc {
        private int packets;

        @Override
        int nextSequence() {
            packets++;
            return packets == 1 ? 1000 : 900 + packets;
        }
    }

    /** Before each answer comes the one to an older request again, in a packet with a new number. */
    static final class LateBmc extends ScriptedBmc {
        private final List<byte[]> older = new ArrayList<>();

        @Override
        byte[] encode(LanResponse response) {
            byte[] now = response.encode();
            older.add(now);
            // The first time it comes in place of the right one, so that the request is repeated.
            return older.size() % 2 == 0 ? older.get(older.size() - 2) : now;
        }
    }

    /** Answers a command when it was repeated only, as if its first answer was lost. */
    static final class HesitantBmc extends ScriptedBmc {
        private int commands;

        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            if (!type.equals(PayloadType.IPMI)) {
                return List.of(packet);
            }
            commands++;
            return commands % 2 == 0 ? List.of(packet) : List.of();
        }
    }

    /** Says once at RAKP 4 that it never heard of the session. */
    static final class ForgetfulBmc extends ScriptedBmc {
        private int proofs;

        @Override
        SessionStatus judgeProof(Rakp3 message, byte[] wanted) {
            proofs++;
            return proofs == 1 ? SessionStatus.INVALID_SESSION_ID : super.judgeProof(message, wanted);
        }
    }

    /** Answers the first RAKP 1 so late that it comes again, and that one with another random number, which alone counts from then on. */
    static final class HesitatingBmc extends ScriptedBmc {
        private static final Octets OTHER = Octets.ofHex("55aa".repeat(8));
        private int questions;

        @Override
        Octets random() {
            questions++;
            return questions == 2 ? OTHER : super.random();
        }

        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            if (!type.equals(PayloadType.RAKP_2) || questions > 2) {
                return List.of(packet);
            }
            if (questions == 1) {
                late = packet;
                return List.of();
            }
            return List.of(late, packet);
        }

        private byte[] late = new byte[0];
    }

    /** Checks passwords at RAKP 3 and finds every one wrong. */
    static final class SuspiciousBmc extends ScriptedBmc {
        @Override
        SessionStatus judgeProof(Rakp3 message, byte[] wanted) {
            return SessionStatus.INVALID_INTEGRITY_CHECK_VALUE;
        }
    }

    /** Lets nobody be administrator. */
    static final class StingyBmc extends ScriptedBmc {
        @Override
        CompletionCode judge(LanRequest request) {
            return request.command() == 0x3B ? new CompletionCode(0x81) : CompletionCode.DONE;
        }
    }

    /** Has something else to do the first two times. */
    static final class BusyBmc extends ScriptedBmc {
        private int asked;

        @Override
        CompletionCode judge(LanRequest request) {
            if (request.command() != GET_CHASSIS_STATUS) {
                return CompletionCode.DONE;
            }
            asked++;
            return asked <= 2 ? CompletionCode.NODE_BUSY : CompletionCode.DONE;
        }
    }

    /** Has no session to spare, and says so in as few octets as some BMCs do. */
    static final class FullBmc extends ScriptedBmc {
        @Override
        Octets openSession(OpenSessionRequest request) {
            byte[] refusal =
                    new OpenSessionResponse.Refused(request.tag(), SessionStatus.INSUFFICIENT_RESOURCES).encode();
            return Octets.of(Arrays.copyOf(refusal, 2));
        }
    }
}
