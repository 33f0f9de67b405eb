package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Some programs of BootOS that belong together. Each answers what it knows, and is silent about what it does not. */
interface Tools {
    /** A program with its arguments. */
    Optional<Ended> command(List<String> words, Asked asked) throws IOException, InterruptedException;

    /** A script of an activity. */
    Optional<Ended> script(Script script) throws IOException, InterruptedException;
}
