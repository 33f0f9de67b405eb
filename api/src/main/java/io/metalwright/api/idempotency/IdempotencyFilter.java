package io.metalwright.api.idempotency;

import io.metalwright.api.access.Caller;
import io.metalwright.api.problem.Problem;
import io.metalwright.api.problem.ProblemWriter;
import io.metalwright.api.problem.Problems;
import io.metalwright.cmdb.idempotency.IdempotentAnswers;
import io.metalwright.cmdb.secret.Seal;
import io.metalwright.cmdb.secret.Seal.Sealed;
import io.metalwright.model.Sha256;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a POST that carries an {@code Idempotency-Key} once: sent again with the same body it gets the same answer, with another body it is
 * refused. An answer that says that something is away is not kept, so that the request can be tried again. To compare bodies it reads them whole,
 * so here is also where a JSON body that is too large is refused, whatever the method.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {
    public static final String HEADER = "Idempotency-Key";
    /**
     * Request attribute by which one that may be repeated is known: a sum of who sends it, under which key, and what it says. A key is freed when its
     * answer was lost, so whoever begins something for a request keeps this with it, and looks for it first.
     */
    public static final String REQUEST = "io.metalwright.idempotency.request";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final IdempotentAnswers answers;
    private final Seal seal;

    public IdempotencyFilter(IdempotentAnswers answers, Seal seal) {
        this.answers = answers;
        this.seal = seal;
    }

    record Answer(String contentType, String location, String body) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") && !isJson(request);
    }

    /** An image that comes by PUT goes to disk as it comes; JSON is kept in memory, so it is held to its limit here. */
    private static boolean isJson(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var body = new BodyInMemory(request);
            var key = request.getMethod().equals("POST") ? request.getHeader(HEADER) : null;
            if (key == null) {
                chain.doFilter(body, response);
            } else {
                once(key, body, response, chain);
            }
        } catch (Problem problem) {
            ProblemWriter.write(request, response, problem);
        } catch (DataAccessException | TransactionException e) {
            ProblemWriter.write(request, response, Problems.of(e));
        }
    }

    private void once(String key, BodyInMemory request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!FORM.matcher(key).matches()) {
            throw Problem.invalid(HEADER, "An idempotency key has 1 to 200 visible ASCII characters.");
        }
        var who = ((Caller) request.getAttribute(Caller.ATTRIBUTE)).id();
        var query = request.getQueryString();
        var sum = Sha256.sumOf(
                request.getRequestURI() + (query == null ? "" : "?" + query) + "\n" + Sha256.sumOf(request.bytes()));
        var before = answers.claim(who, key, sum);
        if (before.isPresent()) {
            again(who, key, sum, before.get(), response);
            return;
        }
        request.setAttribute(
                REQUEST, Sha256.sumOf(who + "\n" + key + "\n" + sum.hex()).hex());
        boolean kept = false;
        try {
            var cached = new ContentCachingResponseWrapper(response);
            chain.doFilter(request, cached);
            if (cached.getStatus() < 500) {
                answers.keep(who, key, cached.getStatus(), sealed(who, key, cached));
                kept = true;
            }
            cached.copyBodyToResponse();
        } finally {
            if (!kept) {
                answers.free(who, key);
            }
        }
    }

    private Sealed sealed(String who, String key, ContentCachingResponseWrapper answer) {
        var location = answer.getHeader("Location");
        var type = answer.getContentType();
        return seal.seal(
                name(who, key),
                JSON.writeValueAsBytes(new Answer(
                        type == null ? "" : type,
                        location == null ? "" : location,
                        new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8))));
    }

    private void again(String who, String key, Sha256 sum, IdempotentAnswers.Kept before, HttpServletResponse response)
            throws IOException {
        if (!before.requestSum().equals(sum)) {
            throw Problem.refused(
                            "key-reused",
                            "The idempotency key was used before",
                            "Another request came under the key '" + key + "'.")
                    .at(HEADER)
                    .help("Use a new key for a new request.");
        }
        if (before.status() == null || before.sealedAnswer() == null) {
            throw Problem.conflict(
                            "key-in-progress",
                            "The request is being answered",
                            "A request under the key '" + key + "' has no answer yet.")
                    .help("Ask again in a moment.");
        }
        var answer = JSON.readValue(seal.open(name(who, key), before.sealedAnswer()), Answer.class);
        response.setStatus(HttpStatus.valueOf(before.status()).value());
        if (!answer.contentType().isEmpty()) {
            response.setContentType(answer.contentType());
        }
        if (!answer.location().isEmpty()) {
            response.setHeader("Location", answer.location());
        }
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String name(String who, String key) {
        return "idempotency/" + who + "/" + key;
    }
}
