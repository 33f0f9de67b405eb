package io.metalwright.api.access;

import io.metalwright.api.problem.Problem;
import io.metalwright.api.problem.ProblemWriter;
import io.metalwright.api.problem.Problems;
import io.metalwright.cmdb.token.AccessToken;
import io.metalwright.cmdb.token.AccessTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who brings a token whose role may do what is asked. */
public final class TokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final AccessTokens tokens;

    public TokenFilter(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Rights.isOpen(path(request))) {
            chain.doFilter(request, response);
            return;
        }
        try {
            var caller = caller(request);
            request.setAttribute(Caller.ATTRIBUTE, caller);
            checkMay(caller, request);
        } catch (Problem problem) {
            if (problem.status() == HttpStatus.UNAUTHORIZED) {
                response.setHeader("WWW-Authenticate", "Bearer realm=\"metalwright\"");
            }
            ProblemWriter.write(request, response, problem);
            return;
        } catch (DataAccessException | TransactionException e) {
            ProblemWriter.write(request, response, Problems.of(e));
            return;
        }
        chain.doFilter(request, response);
    }

    /** The path as the dispatcher reads it: decoded and normal, so that no spelling of it has rights of its own. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    private Caller caller(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthenticated("This call needs an access token.");
        }
        var token = find(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> unauthenticated("The access token is not known, or was taken back."));
        noteUse(token);
        return new Caller(token.id(), token.name(), token.role());
    }

    private Optional<AccessToken> find(String plain) {
        if (!Bearer.isWellFormed(plain)) {
            return Optional.empty();
        }
        var sum = Bearer.sum(plain);
        // The database looked the sum up by an index; whether it is this one is told in constant time.
        return tokens.find(sum)
                .filter(token -> MessageDigest.isEqual(
                        token.tokenSum().hex().getBytes(StandardCharsets.US_ASCII),
                        sum.hex().getBytes(StandardCharsets.US_ASCII)));
    }

    private void noteUse(AccessToken token) {
        var now = Instant.now();
        if (token.usedAt() == null || token.usedAt().plus(USE_IS_NOTED_EVERY).isBefore(now)) {
            tokens.recordUse(token.id(), now);
        }
    }

    private static void checkMay(Caller caller, HttpServletRequest request) {
        var needed = Rights.needed(request.getMethod(), path(request));
        if (!caller.role().may(needed)) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "This token may not do that",
                            "Token '" + caller.name() + "' has the role "
                                    + caller.role().word() + "; " + needed.word() + " is needed.")
                    .help("Ask an administrator for a token with that role.");
        }
    }

    private static Problem unauthenticated(String detail) {
        return Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "Who is asking?", detail)
                .help(
                        "Send 'Authorization: Bearer mw_…'. The first token is in the file admin-token of the data folder.");
    }
}
