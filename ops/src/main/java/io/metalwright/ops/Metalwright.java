package io.metalwright.ops;

import io.metalwright.ops.command.MetalwrightCommand;

/** The program. */
public final class Metalwright {
    private Metalwright() {}

    public static void main(String[] arguments) {
        System.exit(MetalwrightCommand.run(arguments));
    }
}
