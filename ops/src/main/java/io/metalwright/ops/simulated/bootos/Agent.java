package io.metalwright.ops.simulated.bootos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.ops.simulated.net.PinnedAuthority;
import io.metalwright.ops.simulated.net.WebClient;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent's half of docs/contracts.md, section 2: announces itself over TLS, then asks for work until the machine goes away. */
final class Agent {
    /** How an agent's time ends by its server's word. */
    enum End {
        RESTART,
        POWER_OFF
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANNOUNCEMENT = Duration.ofSeconds(60);
    private static final Duration OTHERS = Duration.ofSeconds(30);
    private static final int SUSPECTED = 401;
    private static final int REFUSED = 403;

    private final KernelArguments arguments;
    private final String address;
    private final Map<String, Object> announcement;
    private final Consumer<List<String>> authorizedKeys;
    private final Consumer<String> console;
    private int seconds = 60;

    /**
     * @param announcement all of it but the token
     * @param authorizedKeys told whenever the server says who may log in
     */
    Agent(
            KernelArguments arguments,
            String address,
            Map<String, Object> announcement,
            Consumer<List<String>> authorizedKeys,
            Consumer<String> console) {
        this.arguments = arguments;
        this.address = address;
        this.announcement = announcement;
        this.authorizedKeys = authorizedKeys;
        this.console = console;
    }

    /** @param web where the plain fetches go; one for TLS is made beside it and closed by {@code opened} */
    End live(WebClient web, Consumer<WebClient> opened) throws InterruptedException {
        var secure = trusting(web);
        opened.accept(secure);
        while (true) {
            var session = announce(secure);
            if (session.isEmpty()) {
                return End.RESTART;
            }
            var end = work(secure, session);
            if (end != null) {
                return end;
            }
        }
    }

    private WebClient trusting(WebClient web) throws InterruptedException {
        while (true) {
            try {
                var pem = web.fetch(arguments.plainServer().resolve("/ca.pem"), Map.of(), OTHERS);
                return new WebClient(address, PinnedAuthority.trust(pem.body(), arguments.authority()));
            } catch (IOException | GeneralSecurityException e) {
                pause("/ca.pem: " + e.getMessage());
            }
        }
    }

    /** The session; empty when the token is refused, and only another boot gets another. */
    private String announce(WebClient web) throws InterruptedException {
        var body = new java.util.LinkedHashMap<String, Object>(announcement);
        body.put("token", arguments.token());
        while (true) {
            try {
                var answer = web.post(uri("/agent/v1/announce"), Map.of(), JSON.writeValueAsString(body), ANNOUNCEMENT);
                if (answer.status() == 200) {
                    var welcome = JSON.readTree(answer.body());
                    take(welcome);
                    return welcome.path("session").asText();
                }
                if (answer.status() == REFUSED) {
                    console.accept("the server refuses this boot's token");
                    return "";
                }
                pause("announcement: answered " + answer.status());
            } catch (IOException e) {
                pause("announcement: " + e.getMessage());
            }
        }
    }

    /** Null when the session is not known any more. */
    private @Nullable End work(WebClient web, String session) throws InterruptedException {
        while (true) {
            try {
                var answer = web.fetch(
                        uri("/agent/v1/work?wait=" + seconds),
                        Map.of("Authorization", "Bearer " + session),
                        Duration.ofSeconds(seconds + 30L));
                if (answer.status() == 200) {
                    var work = JSON.readTree(answer.body());
                    take(work);
                    switch (work.path("action").asText("stay")) {
                        case "reboot" -> {
                            return End.RESTART;
                        }
                        case "poweroff" -> {
                            return End.POWER_OFF;
                        }
                        default -> Thread.sleep(50);
                    }
                } else if (answer.status() == SUSPECTED) {
                    return null;
                } else {
                    pause("asking for work: answered " + answer.status());
                }
            } catch (IOException e) {
                pause("asking for work: " + e.getMessage());
            }
        }
    }

    private void take(JsonNode answer) {
        if (answer.path("authorizedKeys").isArray()) {
            var keys = new ArrayList<String>();
            answer.path("authorizedKeys").forEach(key -> keys.add(key.asText()));
            authorizedKeys.accept(List.copyOf(keys));
        }
        if (answer.has("pollSeconds")) {
            seconds = answer.path("pollSeconds").asInt(60);
        }
    }

    private URI uri(String path) {
        return arguments.agentServer().resolve(path);
    }

    private void pause(String why) throws InterruptedException {
        console.accept(why + "; trying again");
        Thread.sleep(1000);
    }
}
