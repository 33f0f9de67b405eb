package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.SolPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** BMCs whose serial line has one fault each, which their names tell. */
final class SerialLines {
    private SerialLines() {}

    /** Takes what is written, acknowledges it, and keeps the acknowledgements of what it says itself. */
    static class WrittenLine extends ScriptedBmc {
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        final BlockingQueue<SolPacket> acknowledgements = new LinkedBlockingQueue<>();
        volatile int breaks;
        private int last;

        @Override
        void heard(SolPacket packet) throws IOException {
            if (packet.acknowledged() != 0) {
                acknowledgements.add(packet);
            }
            if (packet.says(SolPacket.GENERATE_BREAK)) {
                breaks++;
            }
            if (packet.sequence() != 0) {
                byte[] characters = packet.characters().toArray();
                int taken = packet.sequence() == last ? characters.length : take(characters);
                last = packet.sequence();
                say(SolPacket.acknowledgement(packet.sequence(), taken, taken == characters.length));
            }
        }

        int take(byte[] characters) {
            synchronized (written) {
                written.writeBytes(characters);
            }
            return characters.length;
        }

        String text() {
            synchronized (written) {
                return written.toString(StandardCharsets.US_ASCII);
            }
        }

        void say(int sequence, String text) throws IOException {
            say(new SolPacket(sequence, 0, 0, 0, Octets.of(text.getBytes(StandardCharsets.US_ASCII))));
        }
    }

    /** Two of three of its packets on the line get lost. */
    static final class LosingLine extends WrittenLine {
        private int packets;

        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            return !type.equals(PayloadType.SOL) || ++packets % 3 == 0 ? List.of(packet) : List.of();
        }
    }

    /** Takes fifty characters at most, and every second time none at all. */
    static final class SlowLine extends WrittenLine {
        private int times;

        @Override
        int take(byte[] characters) {
            if (++times % 2 == 0) {
                return 0;
            }
            return super.take(Arrays.copyOf(characters, Math.min(50, characters.length)));
        }
    }

    /** Never takes a character, as when the machine is off. */
    static final class ClosedLine extends WrittenLine {
        @Override
        int take(byte[] characters) {
            return 0;
        }
    }

    /** What comes on the line is somebody else's: the authentication code does not fit. */
    static final class ForgedLine extends WrittenLine {
        volatile boolean forging;

        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            if (forging && type.equals(PayloadType.SOL)) {
                packet[packet.length - 1]++;
            }
            return List.of(packet);
        }
    }

    /** Sends every packet on the line three times, in the same envelope. */
    static final class DoublingLine extends WrittenLine {
        @Override
        List<byte[]> sent(PayloadType type, byte[] packet) {
            return type.equals(PayloadType.SOL) ? List.of(packet, packet, packet) : List.of(packet);
        }
    }

    /** Does not acknowledge what is written. */
    static final class DeafLine extends WrittenLine {
        @Override
        void heard(SolPacket packet) {}
    }
}
