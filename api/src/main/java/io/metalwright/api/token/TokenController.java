package io.metalwright.api.token;

import io.metalwright.api.access.AuditFilter;
import io.metalwright.api.access.Bearer;
import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.token.AccessToken;
import io.metalwright.cmdb.token.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tokens", produces = "application/json")
class TokenController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "role", "role", "createdAt", "createdAt", "usedAt", "usedAt");

    private final Cmdb cmdb;

    TokenController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @GetMapping
    Listing<TokenAnswer> listTokens(ListQuery query) {
        return Listing.of(
                cmdb.accessTokens().search(query.search(), query.pageable(SORTABLE, Sort.by("name", "id"))),
                TokenAnswer::of);
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TokenAnswer.Made> makeToken(@RequestBody NewToken wanted, HttpServletRequest request) {
        var plain = Bearer.random();
        var token = TokenMint.row(wanted.name(), wanted.role(), plain);
        if (!cmdb.accessTokens().enter(token)) {
            throw Names.taken("token", wanted.name());
        }
        AuditFilter.target(
                request, token.id() + " " + token.name() + ", " + token.role().word());
        return ResponseEntity.created(URI.create("/api/v1/tokens/" + token.id()))
                .body(new TokenAnswer.Made(TokenAnswer.of(token), plain));
    }

    @GetMapping("/{id}")
    TokenAnswer readToken(@PathVariable String id) {
        return TokenAnswer.of(find(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteToken(@PathVariable String id, HttpServletRequest request) {
        var token = find(id);
        AuditFilter.target(
                request, token.id() + " " + token.name() + ", " + token.role().word());
        if (token.role() == Role.ADMIN && cmdb.accessTokens().count(Role.ADMIN) < 2) {
            throw Problem.conflict(
                            "last-admin",
                            "This is the last administrator's token",
                            "Without '" + token.name() + "' nobody could make tokens any more.")
                    .help("Make another token with the role admin first.");
        }
        cmdb.accessTokens().delete(id);
    }

    private AccessToken find(String id) {
        return cmdb.accessTokens().find(id).orElseThrow(() -> Names.unknown("token", id));
    }
}
