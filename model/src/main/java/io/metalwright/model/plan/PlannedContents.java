package io.metalwright.model.plan;

import io.metalwright.model.Sha256;
import io.metalwright.model.spec.FileToWrite;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.UserAccount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is put into the installed system, by sums: who agrees to a plan agrees to all of it.
 *
 * @param postInstall sum of the script, or null
 * @param cloudInit sum of the user-data, or null
 */
public record PlannedContents(
        List<Account> users,
        List<File> files,
        @Nullable Sha256 postInstall,
        @Nullable Sha256 cloudInit) {
    /** @param password whether it has one; which, no plan tells */
    public record Account(String name, boolean sudo, boolean password, List<Sha256> keys) {
        public Account {
            keys = List.copyOf(keys);
        }

        static Account of(UserAccount user) {
            return new Account(
                    user.name(),
                    user.sudo(),
                    user.password() != null,
                    user.sshKeys().stream().map(Sha256::sumOf).toList());
        }
    }

    public record File(
            String path, @Nullable String mode, @Nullable String owner, Sha256 content) {
        static File of(FileToWrite file) {
            return new File(file.path(), file.mode(), file.owner(), Sha256.sumOf(file.content()));
        }
    }

    public PlannedContents {
        users = List.copyOf(users);
        files = List.copyOf(files);
    }

    public static PlannedContents of(ProvisionSpec spec) {
        return new PlannedContents(
                spec.users().stream().map(Account::of).toList(),
                spec.files().stream().map(File::of).toList(),
                sum(spec.postInstall()),
                sum(spec.cloudInit()));
    }

    private static @Nullable Sha256 sum(@Nullable String text) {
        return text == null ? null : Sha256.sumOf(text);
    }

    List<String> effects() {
        var effects = new ArrayList<String>();
        users.forEach(user -> effects.add("Account " + user.name() + " may log in with "
                + (user.keys().size() == 1 ? "1 key" : user.keys().size() + " keys")
                + (user.password() ? " and a password" : "") + (user.sudo() ? ", and become root." : ".")));
        files.forEach(file -> effects.add("File " + file.path() + " is written (" + shown(file.content()) + ")."));
        if (cloudInit != null) {
            effects.add("cloud-init is given user-data (" + shown(cloudInit) + ").");
        }
        if (postInstall != null) {
            effects.add("A script is run in the installed system (" + shown(postInstall) + ").");
        }
        return effects;
    }

    private static String shown(Sha256 sum) {
        return "sha256 " + sum.hex().substring(0, 12);
    }
}
