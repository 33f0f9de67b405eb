package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcLogin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Logs in to BMCs over Redfish. One for a process: its connections are shared, and {@link #close} ends them. */
public final class RedfishLogin implements BmcLogin, AutoCloseable {
    /** What a busy BMC takes for one answer; iDRAC 7 and iLO 4 need ten seconds for some. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ROOT = "/redfish/v1/";
    /** The collection is not there, or takes nobody: such services know basic authentication only. */
    private static final Set<Integer> NO_SESSIONS = Set.of(404, 405, 501);

    private final RedfishHttp http;

    private final SshConsoles consoles;

    private RedfishLogin(RedfishHttp http, SshConsoles consoles) {
        this.http = http;
        this.consoles = consoles;
    }

    public static RedfishLogin open(CertificatePins pins, Duration patience) {
        return new RedfishLogin(new RedfishHttp(pins, patience), new SshConsoles(pins));
    }

    @Override
    public Bmc login(BmcAddress address, BmcCredential credential) {
        return RedfishBmc.of(session(address, credential), credential, consoles);
    }

    /** The same, for who wants the resources themselves. */
    public RedfishSession session(BmcAddress address, BmcCredential credential) {
        var root = root(address);
        var sessions = sessions(root);
        if (sessions.isPresent()) {
            var asking = Asking.post(
                            "Log in as '" + credential.user() + "'",
                            Links.path(address, sessions.orElseThrow()),
                            RedfishSession.object()
                                    .put("UserName", credential.user())
                                    .put("Password", text(credential)))
                    .holdingASecret();
            var reply = http.send(address, asking);
            if (!NO_SESSIONS.contains(reply.status())) {
                return byToken(address, credential, root, asking, reply);
            }
        }
        return basic(address, credential, root);
    }

    private Resource root(BmcAddress address) {
        var asking = Asking.get("Read the service root", ROOT);
        var reply = http.send(address, asking);
        if (!reply.isGood()) {
            throw new BmcFailure.Nonsense(
                    RedfishHttp.what(asking, address) + ": it answers " + reply.status()
                            + ", so this is no Redfish service. See whether address and port are right, and Redfish is switched on.");
        }
        if (!reply.body().isObject()) {
            throw new BmcFailure.Nonsense(RedfishHttp.what(asking, address) + ": the answer is no service root.");
        }
        return new Resource(ROOT, reply.body(), null);
    }

    private static Optional<String> sessions(Resource root) {
        return root.link("Links", "Sessions")
                .or(() -> root.link("SessionService").map(service -> service.replaceAll("/+$", "") + "/Sessions"));
    }

    private RedfishSession byToken(
            BmcAddress address, BmcCredential credential, Resource root, Asking asking, Reply reply) {
        if (reply.status() == 401 || reply.status() == 403) {
            throw refused(address, credential, asking, reply);
        }
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        var token = reply.header("X-Auth-Token")
                .orElseThrow(() -> new BmcFailure.Nonsense(
                        RedfishHttp.what(asking, address) + ": the BMC let us in and gave no token."));
        var session = reply.header("Location")
                .or(() -> new Resource("", reply.body(), null).text("@odata.id"))
                .map(link -> Links.path(address, link));
        return new RedfishSession(http, address, root, Map.of("X-Auth-Token", token), session.orElse(null));
    }

    /** Whether the credential is right shows only where one must be logged in. */
    private RedfishSession basic(BmcAddress address, BmcCredential credential, Resource root) {
        var session = new RedfishSession(http, address, root, Map.of("Authorization", basic(credential)), null);
        var systems = root.link("Systems").orElse(ROOT + "Systems");
        var asking = new Asking(
                "Log in as '" + credential.user() + "'",
                "GET",
                Links.path(address, systems),
                Map.of("Authorization", basic(credential)),
                null,
                true);
        var reply = http.send(address, asking);
        if (reply.status() == 401 || reply.status() == 403) {
            throw refused(address, credential, asking, reply);
        }
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        return session;
    }

    private static BmcFailure refused(BmcAddress address, BmcCredential credential, Asking asking, Reply reply) {
        var said = Words.of(reply.body(), true);
        return new BmcFailure.CredentialRefused("Log in to BMC " + address + " as '" + credential.user()
                + "': refused with " + reply.status() + (said.isEmpty() ? "" : " (" + said + ")")
                + ". Correct user and password, or let the user in on the BMC; the answer came to " + asking + ".");
    }

    private static String basic(BmcCredential credential) {
        byte[] pair = (credential.user() + ":" + text(credential)).getBytes(StandardCharsets.UTF_8);
        try {
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        } finally {
            Arrays.fill(pair, (byte) 0);
        }
    }

    private static String text(BmcCredential credential) {
        byte[] password = credential.password();
        try {
            return new String(password, StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
