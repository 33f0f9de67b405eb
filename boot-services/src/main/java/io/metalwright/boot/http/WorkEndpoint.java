package io.metalwright.boot.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.plans.AgentSession;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.WorkBoard;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** {@code GET /agent/v1/work?wait=60}: held on its virtual thread until there is something else to tell, or the time is over. */
final class WorkEndpoint implements HttpHandler {
    record Answer(
            @JsonProperty("wanted") boolean wanted,
            @JsonProperty("authorizedKeys") List<String> authorizedKeys,
            @JsonProperty("action") String action) {}

    /** Restarting is a run's business, which does it over SSH and sees it happen. */
    private static final String STAY = "stay";

    private static final int LONGEST_WAIT = 60;

    private final AgentSessions sessions;
    private final WorkBoard board;
    private final Announcer announcer;
    private final Clock clock;

    WorkEndpoint(AgentSessions sessions, WorkBoard board, Announcer announcer, Clock clock) {
        this.sessions = sessions;
        this.board = board;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException, InterruptedException {
        var secret = Exchanges.bearer(exchange);
        var session = sessions.hear(secret, this::tellOf)
                .orElseThrow(() -> new Refusal(
                        Problem.UNAUTHORIZED, "Session unknown", "Announce the machine again, with its boot token."));
        // The question is a sign of life, its answer is none: who asked may have lost its power meanwhile.
        var work = board.awaited(session.mac(), wait(exchange));
        Exchanges.sendJson(exchange, new Answer(work.wanted(), work.authorizedKeys(), STAY));
    }

    /** Its plan became one with work while it was taken for gone: the run is still to hear that it is up. */
    private void tellOf(AgentSession session) {
        if (board.isWanted(session.mac())) {
            announcer.tell(new BootSign(
                    SignKind.AGENT,
                    session.mac(),
                    clock.instant(),
                    "up after all at " + session.access().address(),
                    session.access(),
                    null));
        }
    }

    private static Duration wait(HttpServerExchange exchange) {
        var text = Exchanges.query(exchange, "wait").orElse("0");
        if (!text.matches("\\d{1,5}")) {
            throw new Refusal(
                    Problem.BAD_REQUEST, "Not a number of seconds", "The query parameter 'wait' is 0 to 60 seconds.");
        }
        return Duration.ofSeconds(Math.min(Integer.parseInt(text), LONGEST_WAIT));
    }
}
