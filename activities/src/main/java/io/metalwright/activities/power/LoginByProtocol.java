package io.metalwright.activities.power;

import io.metalwright.model.power.BmcProtocol;
import java.util.EnumMap;
import java.util.Map;

/** Logs in to each BMC as it is spoken to. */
public final class LoginByProtocol implements BmcLogin {
    private final Map<BmcProtocol, BmcLogin> logins;

    /** @param logins one for each protocol */
    public LoginByProtocol(Map<BmcProtocol, BmcLogin> logins) {
        this.logins = new EnumMap<>(logins);
        for (var protocol : BmcProtocol.values()) {
            if (!logins.containsKey(protocol)) {
                throw new IllegalArgumentException("Nothing speaks " + protocol);
            }
        }
    }

    @Override
    public Bmc login(BmcAddress address, BmcCredential credential) {
        var login = logins.get(address.protocol());
        if (login == null) {
            throw new IllegalStateException("Nothing speaks " + address.protocol());
        }
        return login.login(address, credential);
    }
}
