package io.metalwright.boot.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.tftp.wire.TransferTerms;
import io.metalwright.model.network.Ipv4Address;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TftpTransferTest {
    private static final long MILLI = 1_000_000;

    private final List<String> sent = new ArrayList<>();
    private final TftpTransfer.Sink sink = new TftpTransfer.Sink() {
        @Override
        public void send(byte[] packet) {
            sent.add("oack");
        }

        @Override
        public void send(int blockNumber, MemorySegment content) {
            sent.add(blockNumber + ":" + content.byteSize());
        }
    };

    private TftpTransfer transfer(long size, Map<String, String> options) {
        return new TftpTransfer(
                Ipv4Address.of("10.0.0.9"),
                2000,
                "file",
                MemorySegment.ofArray(new byte[(int) size]),
                TransferTerms.of(options, size),
                0);
    }

    private List<String> taken() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    @Test
    void blockAfterBlockUntilAShortOneEndsIt() {
        var transfer = transfer(1024, Map.of());

        transfer.begin(0, sink);
        assertThat(taken()).containsExactly("1:512");
        assertThat(transfer.acknowledged(1, MILLI, sink)).isEmpty();
        assertThat(taken()).containsExactly("2:512");
        assertThat(transfer.acknowledged(2, 2 * MILLI, sink)).isEmpty();
        assertThat(taken()).containsExactly("3:0");
        assertThat(transfer.acknowledged(3, 3 * MILLI, sink)).contains(TftpTransfer.Outcome.SENT);
    }

    @Test
    void anOldAcknowledgementIsNoOrderToSendAgain() {
        var transfer = transfer(5000, Map.of());
        transfer.begin(0, sink);
        transfer.acknowledged(1, MILLI, sink);
        taken();

        transfer.acknowledged(1, 500 * MILLI, sink);
        transfer.acknowledged(7, 501 * MILLI, sink);

        assertThat(taken()).isEmpty();
    }

    @Test
    void aWindowGoesOutAtOnceAndAGapIsSentAgainFromWhereItIs() {
        var transfer = transfer(5000, Map.of("windowsize", "4"));
        transfer.begin(0, sink);
        assertThat(taken()).containsExactly("oack");
        transfer.acknowledged(0, MILLI, sink);
        assertThat(taken()).containsExactly("1:512", "2:512", "3:512", "4:512");

        transfer.acknowledged(2, 2 * MILLI, sink);
        assertThat(taken()).containsExactly("3:512", "4:512", "5:512", "6:512");
        // The client says it for each block that came behind the gap; once is enough.
        transfer.acknowledged(2, 2 * MILLI + 1000, sink);
        assertThat(taken()).isEmpty();
    }

    @Test
    void whatIsLostIsSentAgainAfterAFewRoundTripsAndNotASecond() {
        var transfer = transfer(500_000, Map.of("timeout", "1"));
        transfer.begin(0, sink);
        long now = 0;
        for (int block = 0; block < 20; block++) {
            now += MILLI;
            transfer.acknowledged(block, now, sink);
        }
        taken();

        assertThat(transfer.deadline() - now).isBetween(MILLI, 50 * MILLI);
        transfer.timedOut(transfer.deadline(), sink);
        assertThat(taken()).containsExactly("20:512");
        // Twice as long each time, up to what the client has named.
        long last = transfer.deadline();
        for (int i = 0; i < 10; i++) {
            last = transfer.deadline();
            transfer.timedOut(last, sink);
        }
        assertThat(transfer.deadline() - last).isEqualTo(1000 * MILLI);
    }

    @Test
    void blockNumbersBeginAnewBehind65535() {
        var transfer = transfer(70_000L * 8, Map.of("blksize", "8"));
        transfer.begin(0, sink);
        transfer.acknowledged(0, 1, sink);
        for (int block = 1; block <= 65_540; block++) {
            taken();
            assertThat(transfer.acknowledged(block & 0xFFFF, block, sink)).isEmpty();
        }
        assertThat(taken()).containsExactly("5:8");
    }

    @Test
    void whoIsSilentForHalfAMinuteIsGivenUp() {
        var transfer = transfer(5000, Map.of());
        transfer.begin(0, sink);

        assertThat(transfer.timedOut(29_000 * MILLI, sink)).isEmpty();
        assertThat(transfer.timedOut(31_000 * MILLI, sink)).contains(TftpTransfer.Outcome.CLIENT_SILENT);
    }
}
