package io.metalwright.ops.role;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void aPortThatIsTakenIsToldInOneSentenceWithWhatWouldHelp() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FreePort.require("127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void anAddressThatThisHostDoesNotHaveIsToldToo() {
        assertThatThrownBy(() -> FreePort.require("192.0.2.1", 0)).hasMessageContaining("--listen");
    }

    @Test
    void aFreePortIsLeftFree() {
        assertThatCode(() -> {
                    FreePort.require("127.0.0.1", 0);
                    FreePort.require("0.0.0.0", 0);
                })
                .doesNotThrowAnyException();
    }
}
