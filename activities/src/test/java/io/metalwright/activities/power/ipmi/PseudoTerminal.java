package io.metalwright.activities.power.ipmi;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** Two ends of a serial line, each a terminal of the kernel's, joined by socat: a BMC opens one, and the test is the machine at the other. */
final class PseudoTerminal implements AutoCloseable {
    private final Process joint;
    private final Path bmcEnd;
    private final FileOutputStream machine;
    private final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();

    private PseudoTerminal(Process joint, Path bmcEnd, Path machineEnd) throws IOException {
        this.joint = joint;
        this.bmcEnd = bmcEnd;
        machine = new FileOutputStream(machineEnd.toFile());
        var in = new FileInputStream(machineEnd.toFile());
        Thread.ofPlatform().daemon().start(() -> hear(in));
    }

    static PseudoTerminal open(Path folder) throws IOException, InterruptedException {
        Path bmcEnd = folder.resolve("bmc-end");
        Path machineEnd = folder.resolve("machine-end");
        Process joint = new ProcessBuilder("socat", "PTY,rawer,link=" + bmcEnd, "PTY,rawer,link=" + machineEnd)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("socat.log").toFile())
                .start();
        for (int i = 0; i < 100 && !(Files.exists(bmcEnd) && Files.exists(machineEnd)); i++) {
            Thread.sleep(50);
        }
        Assertions.assertTrue(Files.exists(machineEnd), "socat makes no terminals");
        return new PseudoTerminal(joint, bmcEnd, machineEnd);
    }

    Path bmcEnd() {
        return bmcEnd;
    }

    private void hear(FileInputStream in) {
        try (in) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                heard.add(octet);
            }
        } catch (IOException e) {
            // The terminal is gone.
        }
    }

    /** The machine writes. */
    void say(String text) throws IOException {
        machine.write(text.getBytes(StandardCharsets.US_ASCII));
        machine.flush();
    }

    /** What the machine hears, up to so many characters. */
    String hear(int length) throws InterruptedException {
        var text = new StringBuilder();
        while (text.length() < length) {
            Integer octet = heard.poll(10, TimeUnit.SECONDS);
            if (octet == null) {
                break;
            }
            text.append((char) octet.intValue());
        }
        return text.toString();
    }

    @Override
    public void close() throws Exception {
        machine.close();
        joint.destroy();
        joint.waitFor();
    }
}
