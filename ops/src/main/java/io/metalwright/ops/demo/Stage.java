package io.metalwright.ops.demo;

import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the demo plays: two networks, and one machine that nobody knows yet and that is switched off. */
sealed interface Stage extends AutoCloseable permits DemoRack, SimulatedStage {
    /**
     * A login to the installed system.
     *
     * @param command by which one logs in again
     * @param keyFile the private key that it is done with
     * @param said host name, address with prefix, the demo's file, the system's name; more may follow
     */
    record Login(String command, Path keyFile, List<String> said) {}

    Cidr network();

    Cidr bmcNetwork();

    /** The n-th address of the provisioning network. */
    default Ipv4Address address(int n) {
        return nth(network(), n);
    }

    static Ipv4Address nth(Cidr network, int n) {
        return Ipv4Address.ofBits(network.network().bits() + n);
    }

    String mac();

    /** Where one reads what the machine itself says. */
    String serialLog();

    /** Somebody presses the power button: nobody knows the machine yet, nor its BMC. */
    void pressPowerButton() throws IOException, InterruptedException;

    /** The image's file, made if it is not there yet. */
    Path image(String name, Narration narration) throws IOException, InterruptedException;

    /** The public half of a key that {@link #logIn} will use, in OpenSSH's form. */
    String loginKey() throws IOException, InterruptedException;

    Login logIn(Ipv4Address system, String file) throws IOException, InterruptedException;
}
