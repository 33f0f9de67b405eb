package io.metalwright.boot.installer;

import io.metalwright.model.boot.BootTemplate;
import io.metalwright.model.installer.InstallerOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a distribution's installer reads: its kernel's command line, its answers, and what it runs beside them. */
public final class InstallerTexts {
    private InstallerTexts() {}

    /**
     * @param machine the machine's words
     * @param others further words of the command line, such as the consoles
     */
    public static String arguments(InstallerOrder order, Map<String, String> machine, String others) {
        var own = order.arguments() == null ? "" : " " + order.arguments();
        return new BootTemplate(order.layout().arguments() + own + " " + others).filledIn(words(order, machine));
    }

    public static String answers(InstallerOrder order, Map<String, String> machine) {
        var text = order.answers() == null ? ours(order.layout().answers().word()) : order.answers();
        return new BootTemplate(text).filledIn(words(order, machine));
    }

    /** A script for installers that bring a shell and little else. */
    public static String helper(InstallerOrder order, Map<String, String> machine) {
        return new BootTemplate(ours("helper")).filledIn(words(order, machine));
    }

    private static Map<String, String> words(InstallerOrder order, Map<String, String> machine) {
        var words = new HashMap<>(machine);
        words.put("hostname", order.hostname().split("\\.", 2)[0]);
        words.put("tree", order.tree().hex());
        words.put("disk", Objects.requireNonNullElse(order.disk().serial(), ""));
        words.put("wwn", Objects.requireNonNullElse(order.disk().wwn(), ""));
        words.put("proxy", Objects.requireNonNullElse(order.proxy(), ""));
        words.put("report", machine.get("http") + "/installer/" + machine.get("mac"));
        if (order.mirror() != null) {
            var mirror = URI.create(order.mirror());
            words.put("mirror", order.mirror());
            words.put("mirrorscheme", mirror.getScheme());
            words.put("mirrorhost", mirror.getAuthority());
            words.put("mirrorpath", mirror.getPath().isEmpty() ? "/" : mirror.getPath());
        }
        return words;
    }

    private static String ours(String name) {
        try (var text = Objects.requireNonNull(InstallerTexts.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("read " + name, e);
        }
    }
}
