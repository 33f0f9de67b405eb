package io.metalwright.api.token;

import io.metalwright.api.access.Bearer;
import io.metalwright.cmdb.token.AccessToken;
import io.metalwright.cmdb.token.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes the row of a token. */
final class TokenMint {
    private TokenMint() {}

    static AccessToken row(String name, Role role, String plain) {
        var id = "t-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return new AccessToken(id, name, role, Bearer.sum(plain), Instant.now().truncatedTo(ChronoUnit.MILLIS), null);
    }
}
