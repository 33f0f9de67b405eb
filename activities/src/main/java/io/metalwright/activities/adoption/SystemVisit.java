package io.metalwright.activities.adoption;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.shell.Result;
import io.metalwright.activities.shell.SystemShell;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import java.io.IOException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.userauth.UserAuthException;

/** Logs in to a running system, runs a script there, and tells what hinders it in our own words. */
public final class SystemVisit {
    private final SystemShell shell;

    public SystemVisit(SecretStore secrets) {
        this.shell = new SystemShell(secrets);
    }

    /** What a script printed that must end well, as root. */
    public String demand(String purpose, RunningSystem.Login login, String hostKey, String script) {
        var doing = purpose + " on the system at " + login.address() + " as " + login.user();
        var said = run(doing, login, hostKey, "[ \"$(id -u)\" = 0 ] || { echo 'not root' >&2; exit 77; }\n" + script);
        if (said.succeeded()) {
            return said.output();
        }
        throw said.status() == 77
                ? Failures.lasting(
                        FailureTypes.REFUSED,
                        doing + ": this user is not root and may not use sudo without a password",
                        "Cancel, and start another run with another user.")
                : Failures.mayPass(
                        FailureTypes.NOT_DONE,
                        doing + ": status " + said.status() + ": " + said.complaint(),
                        "Log in by hand and see what it complains of.");
    }

    /** Whatever a script comes to. */
    Result run(String doing, RunningSystem.Login login, String hostKey, String script) {
        try {
            return shell.run(login, hostKey, script);
        } catch (UserAuthException e) {
            // The same secret again would only lock the account.
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    doing + ": the login was refused",
                    "Cancel, and start another run with the right user, password or key.",
                    e);
        } catch (SSHException e) {
            if (e.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE) {
                throw Failures.lasting(
                        FailureTypes.WRONG_MACHINE,
                        doing + ": it shows another host key than before",
                        "Somebody else answers there now. Nobody has logged in; cancel, and look who has the address.",
                        e);
            }
            throw unreachable(doing, e);
        } catch (IOException e) {
            throw unreachable(doing, e);
        }
    }

    static RuntimeException unreachable(String doing, IOException cause) {
        return Failures.mayPass(
                FailureTypes.NOT_DONE,
                doing + ": " + cause.getMessage(),
                "See that the system runs, that its sshd answers, and that the site's worker reaches it.",
                cause);
    }
}
