package io.metalwright.activities.power;

/** A BMC that can send its events by itself. Every verb throws {@link BmcFailure} and nothing else. */
public interface TellsEvents {
    /** Whether the subscription of this link is there, and sends there. */
    boolean isSubscribed(String link, String destination);

    /**
     * Has it send its events there, by one subscription of this context: others of the same context are removed.
     *
     * @param destination HTTPS, where each event is posted; told in no failure
     * @param context by which our subscription is known from others'
     * @return the subscription's link
     * @throws BmcFailure.Refused of code 0 where it sends no events to others
     */
    String subscribe(String destination, String context);

    /** Removes the subscriptions of this context; that there is none is no failure. */
    void unsubscribe(String context);
}
