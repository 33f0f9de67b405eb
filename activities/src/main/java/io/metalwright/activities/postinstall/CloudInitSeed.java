package io.metalwright.activities.postinstall;

import io.metalwright.model.Sha256;
import io.metalwright.model.plan.PlannedNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What cloud-init finds on the disk (data source NoCloud). Accounts, keys and files are there before it runs, so that a post-install script can
 * use them; cloud-init sets the network, where that is one port, and the host name, and does what the operator's user-data says.
 */
final class CloudInitSeed {
    private static final String FOLDER = "/var/lib/cloud/seed/nocloud/";

    private CloudInitSeed() {}

    /** @param tag names this installation: for cloud-init, another instance does everything anew */
    static List<TargetFile> files(String tag, String hostname, PlannedNetwork network, @Nullable String userData) {
        var ours = ours(hostname);
        var files = new ArrayList<>(List.of(
                TargetFile.of(FOLDER + "meta-data", "instance-id: " + tag + "\nlocal-hostname: " + hostname + "\n"),
                TargetFile.secret(FOLDER + "user-data", userData == null ? ours : joined(ours, userData)),
                // Images for one cloud look for that cloud only, and wait for it. The last file in order wins.
                TargetFile.of(
                        "/etc/cloud/cloud.cfg.d/zz-metalwright.cfg",
                        // No account of the image's own; in user-data cloud-init's schema wants a list to have
                        // something.
                        "# Written by Metalwright.\ndatasource_list: [NoCloud, None]\nssh_deletekeys: false\nusers: []\n"
                                + (Layers.has(network) ? "network: {config: disabled}\n" : ""))));
        // Bonds and VLANs it hands on in words that need packages which the image may lack.
        if (!Layers.has(network)) {
            files.add(TargetFile.of(FOLDER + "network-config", NetworkFiles.cloudInit(network)));
        }
        return files;
    }

    private static String ours(String hostname) {
        return """
                #cloud-config
                hostname: %s
                fqdn: %s
                preserve_hostname: false
                manage_etc_hosts: false
                disable_root: false
                ssh_deletekeys: false
                # No other host key than the one that was told.
                ssh_genkeytypes: [ed25519]
                package_update: false
                """.formatted(hostname.split("\\.", 2)[0], hostname);
    }

    /** RFC 2046 multipart. The operator's part is merged so that its lists are added to ours, and its other keys where we have none. */
    private static String joined(String ours, String userData) {
        var boundary = "metalwright-" + Sha256.sumOf(ours + userData).hex().substring(0, 24);
        var kind = userData.startsWith("#cloud-config") ? "text/cloud-config" : "text/plain";
        return "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\nMIME-Version: 1.0\n\n"
                + "--" + boundary + "\nContent-Type: text/cloud-config; charset=\"utf-8\"\nMIME-Version: 1.0\n\n" + ours
                + "\n--" + boundary + "\nContent-Type: " + kind + "; charset=\"utf-8\"\nMIME-Version: 1.0\n"
                + "Merge-Type: list(append)+dict(no_replace,recurse_list)+str()\n\n" + userData + "\n--" + boundary
                + "--\n";
    }
}
