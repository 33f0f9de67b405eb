package io.metalwright.activities.postinstall;

import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.spec.FileToWrite;
import java.util.List;

/** Files that every installed system gets. */
final class SystemFiles {
    private SystemFiles() {}

    /** hostname(5), hosts(5). */
    static List<TargetFile> names(String hostname, Ipv4Address address) {
        var label = hostname.split("\\.", 2)[0];
        var names = label.equals(hostname) ? label : hostname + " " + label;
        return List.of(TargetFile.of("/etc/hostname", label + "\n"), TargetFile.of("/etc/hosts", """
                        127.0.0.1 localhost
                        %s %s
                        ::1 localhost ip6-localhost ip6-loopback
                        ff02::1 ip6-allnodes
                        ff02::2 ip6-allrouters
                        """.formatted(
                        address, names)));
    }

    /** How the system reports that it is up: docs/contracts.md, section 5. */
    static List<TargetFile> report(String url, String token) {
        return List.of(
                TargetFile.of("/etc/metalwright/url", url + "\n"),
                TargetFile.secret("/etc/metalwright/token", token + "\n"),
                new TargetFile("/etc/metalwright/report", "0755", "root:root", Scripts.read("report")));
    }

    static TargetFile reportService() {
        return TargetFile.of(
                "/etc/systemd/system/metalwright-report.service", Scripts.read("metalwright-report.service"));
    }

    static TargetFile wished(FileToWrite file) {
        var owner = file.owner() == null ? "root:root" : file.owner();
        return new TargetFile(
                file.path(),
                file.mode() == null ? "0644" : file.mode(),
                // chown's "user:" means the user's own group.
                owner.contains(":") ? owner : owner + ":",
                file.content());
    }
}
