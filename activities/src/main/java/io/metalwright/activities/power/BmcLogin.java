package io.metalwright.activities.power;

/** How a BMC is logged in to; one for each protocol. */
@FunctionalInterface
public interface BmcLogin {
    /**
     * @throws BmcFailure.CredentialRefused after one try: the same credential must not be tried again
     * @throws BmcFailure if it did not work for another reason
     */
    Bmc login(BmcAddress address, BmcCredential credential);
}
