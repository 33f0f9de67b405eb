package io.metalwright.ops;

import io.metalwright.ops.command.MetalwrightCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program. */
public final class Metalwright {
    private Metalwright() {}

    public static void main(String[] arguments) {
        // One log for all libraries, as logback.xml says.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("org.jboss.logging.provider", "slf4j");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(MetalwrightCommand.run(arguments));
    }
}
