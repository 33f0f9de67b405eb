package io.metalwright.activities.notice;

import java.util.Optional;

/** Where notices lie, and where is kept what became of them. */
public interface DeliveryBook {
    /** Empty when it was sent, given up, or its subscription is gone. */
    Optional<Outgoing> due(String delivery);

    void delivered(String delivery, String answer);

    void refused(String delivery, String answer, String trouble);

    void giveUp(String delivery);
}
