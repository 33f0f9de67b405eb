package io.metalwright.activities.virtualization;

import io.metalwright.activities.adoption.SystemVisit;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.scripts.SystemJobs;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Virtualization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Virtualization} by SSH: short scripts that look first, and packages by a job that goes on by itself. */
public final class SshVirtualization implements Virtualization {
    private static final Duration PACKAGES = Duration.ofMinutes(110);

    private final SystemVisit system;
    private final SystemJobs jobs;

    public SshVirtualization(SecretStore secrets, SystemJobs jobs) {
        this.system = new SystemVisit(secrets);
        this.jobs = jobs;
    }

    @Override
    public Offer look(Host host) {
        var facts = facts(demand("see what is offered to a hypervisor", host, "look.sh"));
        var manager = facts.getOrDefault("manager", "none");
        if (manager.equals("none")) {
            throw Failures.lasting(
                    FailureTypes.BY_HAND,
                    "The system at " + host.login().address() + " has neither APT nor DNF.",
                    "Make it a KVM host by hand, or install another system.");
        }
        return new Offer(manager, "yes".equals(facts.get("accelerated")), "yes".equals(facts.get("brought")));
    }

    @Override
    public String install(Host host, @Nullable Mirror mirror) {
        var url = mirror == null ? "" : mirror.url();
        var key = mirror == null || mirror.key() == null ? "" : mirror.key();
        return lastLine(job(
                "install the packages",
                host,
                "mirror='" + url + "'\nkey='"
                        + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)) + "'\n"
                        + resource("install.sh")));
    }

    @Override
    public String start(Host host) {
        return demand("start libvirt", host, "start.sh").strip();
    }

    @Override
    public Proof prove(Host host) {
        var said = facts(demand("ask virsh", host, "prove.sh"));
        var domains = said.getOrDefault("domains", "");
        if (domains.isEmpty() || !"yes".equals(said.get("network")) || !"running".equals(said.get("pool"))) {
            throw Failures.lasting(
                    FailureTypes.NOT_DONE,
                    "virsh at " + host.login().address() + " says: " + said,
                    "See on the machine why libvirt's network or pool does not run, or why it finds no emulator; then retry.");
        }
        return new Proof("virsh nodeinfo: " + said.get("cpus") + " × " + said.get("model") + ", " + said.get("memory")
                + "; capabilities: guests of type " + domains
                + "; network default is active, pool default is running.");
    }

    @Override
    public List<String> guests(Host host) {
        return demand("list the guests that run", host, "guests.sh").lines().toList();
    }

    @Override
    public String remove(Host host) {
        return lastLine(job("take the packages away", host, resource("remove.sh")));
    }

    private String demand(String purpose, Host host, String file) {
        return system.demand(purpose, host.login(), host.hostKey(), resource(file));
    }

    private String job(String purpose, Host host, String script) {
        var ran = jobs.run(host.login(), host.hostKey(), host.job(), script, PACKAGES);
        if (ran.status() != 0) {
            throw Failures.lasting(
                    FailureTypes.SCRIPT_FAILED,
                    purpose + " at " + host.login().address() + ": status " + ran.status() + ": " + tail(ran.output()),
                    "See that the machine reaches its package sources and has room, then retry.");
        }
        return ran.output();
    }

    private static String tail(String output) {
        var text = output.strip();
        return (text.length() <= 800 ? text : "…" + text.substring(text.length() - 800))
                .replaceAll("\\s*\\R\\s*", " | ");
    }

    private static String lastLine(String output) {
        return output.strip().lines().reduce((before, line) -> line).orElse("");
    }

    /** Lines of the form {@code name=value}. */
    private static Map<String, String> facts(String said) {
        var facts = new HashMap<String, String>();
        said.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        });
        return facts;
    }

    private static String resource(String file) {
        try (var in = SshVirtualization.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
