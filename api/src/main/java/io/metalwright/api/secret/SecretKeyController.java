package io.metalwright.api.secret;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.secret.Secrets.KeyUse;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which keys seal how many secrets; a key itself is never told. */
@RestController
@RequestMapping(path = "/api/v1/secret-keys", produces = "application/json")
class SecretKeyController {
    private final Cmdb cmdb;

    SecretKeyController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    /** @param items the first seals */
    record SecretKeys(List<KeyUse> items) {}

    /** @param sealed how many secrets lay under other keys */
    record SealedAnew(int sealed) {}

    @GetMapping
    SecretKeys listSecretKeys() {
        return new SecretKeys(cmdb.secrets().keys());
    }

    /** Seals with the first key what lies under another, so that the others can go. */
    @PostMapping("/reseal")
    SealedAnew sealSecretsAnew() {
        return new SealedAnew(cmdb.secrets().sealAnew());
    }
}
