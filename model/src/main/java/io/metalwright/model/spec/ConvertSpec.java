package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An installed machine shall become a host of virtual machines, or be none any more.
 *
 * @param role {@code kvm-host} when it is not given, or {@code plain} for the way back
 * @param system how it is logged in to
 * @param mirror where its package manager takes packages from, instead of where it is set to: for APT a URL below which {@code dists} lies, for
 *     DNF the base URL of a repository
 * @param mirrorKey public key that the mirror is signed with, in ASCII armour; null: by the distribution's own
 */
public record ConvertSpec(
        @Nullable MachineId machine,
        MachineRole role,
        SystemLogin system,
        @Nullable String mirror,
        @Nullable String mirrorKey)
        implements MachineSpec {
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN PGP PUBLIC KEY BLOCK-----[A-Za-z0-9+/=:.,\\s()-]{1,20000}-----END PGP PUBLIC KEY BLOCK-----");

    public ConvertSpec {
        role = role == null ? MachineRole.KVM_HOST : role;
        if (system == null) {
            throw new IllegalArgumentException(
                    "'system' is missing: a user of the installed system, and its password or private key");
        }
        if (mirror != null) {
            check(mirror);
        }
        if (mirrorKey != null
                && (mirror == null || !KEY.matcher(mirrorKey.strip()).matches())) {
            throw new IllegalArgumentException(
                    "'mirrorKey' is no public key in ASCII armour (gpg --armor --export), or 'mirror' is missing");
        }
    }

    private static void check(String mirror) {
        try {
            var scheme = URI.create(mirror).getScheme();
            if (mirror.matches("[\\x21-\\x7e&&[^'\"\\\\]]{1,500}")
                    && ("http".equals(scheme) || "https".equals(scheme))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new IllegalArgumentException("'mirror' is no URL of a mirror: http://mirror.example/debian");
    }

    @Override
    public ConvertSpec on(MachineId id) {
        return new ConvertSpec(id, role, system, mirror, mirrorKey);
    }
}
