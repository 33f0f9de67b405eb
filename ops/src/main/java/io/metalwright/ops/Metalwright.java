package io.metalwright.ops;

import io.metalwright.ops.command.MetalwrightCommand;
import java.util.Set;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program. */
public final class Metalwright {
    private static final Set<String> LOGS = Set.of("text", "json");

    private Metalwright() {}

    public static void main(String[] arguments) {
        // Read by logback.xml, which would be silent about another word.
        var log = System.getenv().getOrDefault("METALWRIGHT_LOG", "text");
        if (!LOGS.contains(log)) {
            System.err.println("metalwright: METALWRIGHT_LOG is '" + log + "': text, or json for one object a line.");
            System.exit(2);
        }
        // One log for all libraries, as logback.xml says.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("org.jboss.logging.provider", "slf4j");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(MetalwrightCommand.run(arguments));
    }
}
