package io.metalwright.api.access;

import io.metalwright.api.problem.Problem;
import io.metalwright.api.problem.ProblemWriter;
import io.metalwright.cmdb.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Writes down every call that changes something, and every refused one, whatever became of it. */
public final class AuditFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String TARGET = "io.metalwright.audit.target";

    private final AuditTrail trail;
    private final RefusalBudget refusals = new RefusalBudget(60);

    public AuditFilter(AuditTrail trail) {
        this.trail = trail;
    }

    /** Names what a request is about better than its path does. */
    public static void target(HttpServletRequest request, String target) {
        request.setAttribute(TARGET, target);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            boolean refused = response.getStatus() == 401 || response.getStatus() == 403;
            if (refused ? refusals.has(System.nanoTime()) : !READING.contains(request.getMethod())) {
                write(request, response.getStatus(), refused);
            }
        }
    }

    private void write(HttpServletRequest request, int status, boolean refused) {
        var caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
        var problem = (Problem) request.getAttribute(ProblemWriter.ATTRIBUTE);
        var named = (String) request.getAttribute(TARGET);
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        try {
            trail.add(
                    caller == null ? request.getRemoteAddr() : caller.name(),
                    request.getMethod() + " "
                            + (pattern == null || refused ? request.getRequestURI() : pattern.toString()),
                    named == null ? request.getRequestURI() : named,
                    status + (problem == null ? "" : " " + problem.getMessage()));
        } catch (DataAccessException | TransactionException e) {
            LOG.error(
                    "{} {} by {} could not be written to the audit trail",
                    request.getMethod(),
                    request.getRequestURI(),
                    caller == null ? request.getRemoteAddr() : caller.name(),
                    e);
        }
    }
}
