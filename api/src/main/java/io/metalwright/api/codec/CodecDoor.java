package io.metalwright.api.codec;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the page of the Temporal UI, which comes from another port, ask here: that origin and no other. A cookie counts only when that page sends
 * it, and then as the token that it is; whether it may is asked behind this door as of everybody.
 */
public final class CodecDoor extends OncePerRequestFilter {
    static final String COOKIE = "metalwright-codec";

    private final @Nullable URI temporalUi;

    /** @param temporalUi null: no page may ask, but Temporal's command line still may */
    public CodecDoor(@Nullable URI temporalUi) {
        this.temporalUi = temporalUi;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Vary", "Origin");
        var origin = request.getHeader("Origin");
        if (origin == null || !isTemporalUi(origin, request.getServerName())) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Access-Control-Allow-Methods", "POST");
            response.setHeader("Access-Control-Allow-Headers", "authorization, content-type, x-namespace");
            response.setHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        var token = cookie(request);
        chain.doFilter(
                token.isPresent() && request.getHeader("Authorization") == null
                        ? new WithToken(request, token.get())
                        : request,
                response);
    }

    /** A UI that knows itself only by a loopback address is reached by the name under which this server is. */
    private boolean isTemporalUi(String origin, String host) {
        if (temporalUi == null) {
            return false;
        }
        return origin.equals(origin(temporalUi.getScheme(), temporalUi.getHost(), temporalUi.getPort()))
                || isLoopback(temporalUi.getHost())
                        && origin.equals(origin(temporalUi.getScheme(), host, temporalUi.getPort()));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static String origin(String scheme, String host, int port) {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        return request.getCookies() == null
                ? Optional.empty()
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static final class WithToken extends HttpServletRequestWrapper {
        private final String token;

        WithToken(HttpServletRequest request, String token) {
            super(request);
            this.token = token;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("Authorization") ? "Bearer " + token : super.getHeader(name);
        }
    }
}
