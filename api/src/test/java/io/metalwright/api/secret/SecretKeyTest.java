package io.metalwright.api.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SecretKeyTest {
    private final TestApi api = TestApi.running();

    @Test
    void theKeysAreCountedAndNeverTold() throws IOException {
        api.cmdb().secrets().put(SecretReference.of("secret:bmc/m-sealed0"), "password");
        var answer = api.call("GET", "/api/v1/secret-keys").send().hasStatus(200);
        assertThat(answer.text("/items/0/id")).matches("[0-9a-f]{16}");
        assertThat(answer.body()).contains("\"sealing\":true").contains("\"held\":true");
        assertThat(answer.body())
                .doesNotContain(
                        Files.readString(api.data().resolve("secrets.key")).strip());
        api.call("POST", "/api/v1/secret-keys/reseal").send().is(200, "{\"sealed\": 0}");
    }

    @Test
    void theyAreAnAdministratorsAffair() {
        api.stranger("GET", "/api/v1/secret-keys")
                .header("Authorization", "Bearer " + api.token(Role.OPERATOR))
                .send()
                .hasStatus(403);
        api.stranger("POST", "/api/v1/secret-keys/reseal")
                .header("Authorization", "Bearer " + api.token(Role.OPERATOR))
                .send()
                .hasStatus(403);
    }
}
