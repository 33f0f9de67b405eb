package io.metalwright.activities.postinstall;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.postinstall.TargetSystem.Part;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Quoting;
import io.metalwright.model.Sha256;
import io.metalwright.model.spec.UserAccount;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.OsInstallation.Configured;
import io.metalwright.workflows.steps.OsInstallation.Wish;
import java.util.ArrayList;
import java.util.List;

/** Makes one installed system what was wished. Done again, it leaves the same files. */
final class Configuration {
    private final BootOsShell shell;
    private final TargetSystem target;
    private final TargetFacts facts;
    private final Wish wish;
    private final SecretStore secrets;
    /** Names this installation: a system that is installed anew gets keys anew, and cloud-init takes it for another instance. */
    private final String tag;

    Configuration(BootOsShell shell, TargetSystem target, Wish wish, SecretStore secrets) {
        this.shell = shell;
        this.target = target;
        this.wish = wish;
        this.secrets = secrets;
        facts = TargetFacts.of(target);
        tag = "metalwright-"
                + Sha256.sumOf(wish.machine() + " " + wish.osReadyToken()).hex().substring(0, 16);
    }

    /**
     * @param boot address of the boot server that the system reports to
     * @param device what its root lies on
     */
    Configured apply(SiteKeys keys, String boot, String device) {
        if (wish.cloudInit() != null && !facts.cloudInit()) {
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    "configure " + facts.os() + " on " + wish.machine()
                            + ": user-data for cloud-init was given, and the image has no cloud-init",
                    "Leave the user-data out, use a post-install script, or choose an image with cloud-init.");
        }
        var parts = new ArrayList<Part>();
        parts.add(TargetSystem.writing(systemFiles(keys, boot)));
        wish.users().forEach(user -> parts.add(account(user)));
        // After the accounts: a file may belong to one of them.
        parts.add(TargetSystem.writing(
                wish.files().stream().map(SystemFiles::wished).toList()));
        parts.add(new Part(
                "finish the configuration",
                FINISH,
                Boolean.toString(facts.systemd()),
                Boolean.toString(facts.selinux()),
                Boolean.toString(networkdIsOurs()),
                Boolean.toString(wish.furtherMounts()),
                tag));
        if (device.startsWith("/dev/md")) {
            parts.add(nameOfArray(device));
        }
        parts.add(new Part("make host keys", Scripts.read("host-keys.sh"), tag));
        parts.add(readBack());
        var outputs = target.demand(parts).reversed();
        return new Configured(
                facts.os(),
                outputs.get(1).lines().toList(),
                facts.cloudInit() ? "cloud-init" : "files",
                evidence(outputs.getFirst()));
    }

    private List<TargetFile> systemFiles(SiteKeys keys, String boot) {
        var files = new ArrayList<>(
                SystemFiles.names(wish.hostname(), wish.network().address()));
        files.addAll(NetworkFiles.links(wish.network()));
        boolean layered = Layers.has(wish.network());
        if (facts.cloudInit()) {
            files.addAll(CloudInitSeed.files(tag, wish.hostname(), wish.network(), wish.cloudInit()));
        }
        if (!facts.cloudInit() || layered) {
            files.addAll(networkFiles());
        }
        try (var token = keys.token(wish.osReadyToken())) {
            files.addAll(SystemFiles.report(boot + "/agent/v1/os-ready", token.plain()));
        }
        if (facts.systemd()) {
            files.add(SystemFiles.reportService());
        }
        return files;
    }

    private List<TargetFile> networkFiles() {
        if (facts.ifupdown()) {
            return NetworkFiles.ifupdown(wish.network());
        }
        if (facts.networkManager()) {
            return NetworkFiles.networkManager(wish.network());
        }
        if (facts.networkd()) {
            return NetworkFiles.networkd(wish.network());
        }
        throw Failures.lasting(
                FailureTypes.BY_HAND,
                "configure the network of " + facts.os() + " on " + wish.machine()
                        + ": it has neither cloud-init, ifupdown, NetworkManager nor systemd-networkd",
                "Set its address in the image or by a post-install script, and skip this step.");
    }

    /** Whether systemd-networkd reads what we wrote in the place of cloud-init. */
    private boolean networkdIsOurs() {
        return facts.cloudInit() && Layers.has(wish.network()) && !facts.ifupdown() && !facts.networkManager();
    }

    private Part account(UserAccount user) {
        return new Part(
                "make the account '" + user.name() + "'",
                Scripts.read("account.sh"),
                user.name(),
                Boolean.toString(user.sudo()),
                hash(user),
                String.join("\n", user.sshKeys()));
    }

    private String hash(UserAccount user) {
        if (user.password() == null) {
            return "";
        }
        try (var password = secrets.resolve(user.password())) {
            return PasswordHash.of(shell, password, tag + " " + user.name());
        }
    }

    /** Without its line an array is assembled all the same, under a name of the kernel's choice. */
    private Part nameOfArray(String device) {
        var line = shell.demand("describe the array " + device, Command.of("mdadm", "--detail", "--brief", device))
                .strip();
        return new Part(
                "name the array in " + facts.mdadmConfiguration(),
                NAME_ARRAY,
                facts.mdadmConfiguration(),
                line.replaceFirst("^ARRAY \\S+", "ARRAY /dev/md/root"));
    }

    /** What a login will need. */
    private Part readBack() {
        return new Part(
                "read back the configuration",
                "cat /etc/hostname && for name in " + Quoting.join(names().toArray(String[]::new))
                        + "; do grep -q \"^$name:\" /etc/passwd || exit 1; done; test -s /etc/metalwright/token");
    }

    private String evidence(String hostname) {
        return "host name " + hostname.strip() + ", address " + wish.network().address() + "/"
                + wish.network().prefixLength() + " on " + wish.network().carrier()
                + (names().isEmpty() ? "" : ", accounts " + String.join(" ", names())) + ", "
                + wish.files().size()
                + " files";
    }

    private List<String> names() {
        return wish.users().stream().map(UserAccount::name).toList();
    }

    private static final String FINISH = """
            rm -f /etc/metalwright/reported
            if [ "$1" = true ]; then
              mkdir -p /etc/systemd/system/multi-user.target.wants
              ln -sf ../metalwright-report.service /etc/systemd/system/multi-user.target.wants/metalwright-report.service
              # An id that came with the image would be that of all its machines.
              # The mark may have come with it too, where the image was captured from a machine of ours.
              mark=/etc/metalwright/machine-id-is-ours
              if [ "$(cat "$mark" 2> /dev/null)" != "$5" ]; then
                : > /etc/machine-id || exit 1
                # systemd would fill it from a copy of D-Bus's own.
                [ -L /var/lib/dbus/machine-id ] || rm -f /var/lib/dbus/machine-id
                echo "$5" > "$mark"
              fi
            fi
            # Where cloud-init set the network until now, it may be asleep.
            [ "$3" = false ] || systemctl enable -q systemd-networkd
            # Of the machine that the image came from: this one would wait for its disks.
            [ "$4" = true ] || ! grep -qs '^# metalwright: begin' /etc/fstab || sed -i '/^# metalwright: begin/,/^# metalwright: end/d' /etc/fstab
            # Files that were written from outside have no labels yet.
            [ "$2" = false ] || : > /.autorelabel
            """;

    private static final String NAME_ARRAY = """
            mkdir -p "$(dirname "$1")"
            { grep -v '^ARRAY ' "$1" 2> /dev/null; echo "$2"; } > "$1.metalwright" && mv "$1.metalwright" "$1"
            """;
}
