package io.metalwright.ops.simulated.bootos;

import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a boot script gives the kernel of BootOS (docs/contracts.md, section 1).
 *
 * @param line the whole command line
 */
public record KernelArguments(String line, URI kernel, URI initrd, String token) {
    /** Empty for a script that boots something else. */
    public static Optional<KernelArguments> of(String script) {
        var kernel = words(script, "kernel");
        var initrd = words(script, "initrd");
        if (kernel.length < 4 || initrd.length < 4) {
            return Optional.empty();
        }
        // "kernel --name kernel URL WORD… || goto again"
        int end = Arrays.asList(kernel).indexOf("||");
        var line = String.join(" ", Arrays.copyOfRange(kernel, 4, end < 0 ? kernel.length : end));
        return Optional.of(new KernelArguments(
                line, URI.create(kernel[3]), URI.create(initrd[3]), value(line, "metalwright.token")));
    }

    URI agentServer() {
        return URI.create(value(line, "metalwright.url"));
    }

    URI plainServer() {
        return URI.create(value(line, "metalwright.http"));
    }

    Sha256 authority() {
        return Sha256.of(value(line, "metalwright.ca").replaceFirst("^sha256:", ""));
    }

    MacAddress mac() {
        return MacAddress.of(value(line, "metalwright.mac"));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "KernelArguments[" + kernel + "]";
    }

    private static String[] words(String script, String command) {
        return script.lines()
                .filter(text -> text.startsWith(command + " "))
                .findFirst()
                .map(text -> text.split("\\s+"))
                .orElse(new String[0]);
    }

    private static String value(String line, String name) {
        return Arrays.stream(line.split(" "))
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the command line has no " + name));
    }
}
