package io.metalwright.boot.smb;

import io.metalwright.model.network.Ipv4Address;

/** What smb.conf(5) says for one address: one share, which anybody may read and nobody write. Pure. */
final class SmbConfiguration {
    /** What the share is called: {@code \\\\10.77.0.1\\trees}. */
    static final String SHARE = "trees";

    private SmbConfiguration() {}

    /** @param folder where Samba finds {@code trees}, and may keep what it likes in {@code state} */
    static String text(Ipv4Address address, int port, String folder) {
        return """
                [global]
                server role = standalone server
                disable netbios = yes
                interfaces = %1$s
                bind interfaces only = yes
                smb ports = %2$d
                server min protocol = SMB2_10
                map to guest = Bad User
                guest account = nobody
                passdb backend = tdbsam:%3$s/state/passdb.tdb
                private dir = %3$s/state
                lock directory = %3$s/state
                state directory = %3$s/state
                cache directory = %3$s/state
                pid directory = %3$s/state
                ncalrpc dir = %3$s/state/ncalrpc
                log level = 0
                usershare max shares = 0
                load printers = no
                printcap name = /dev/null
                disable spoolss = yes

                [%4$s]
                path = %3$s/trees
                read only = yes
                guest ok = yes
                guest only = yes
                follow symlinks = yes
                wide links = no
                """.formatted(address, port, folder, SHARE);
    }
}
