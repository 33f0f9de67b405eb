package io.metalwright.activities.inventory;

import io.metalwright.activities.notice.DeliveryBook;
import io.metalwright.activities.notice.Outgoing;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.notice.DeliveryState;
import io.metalwright.model.notice.Notice;
import java.util.Optional;

/** Notices in the CMDB. */
public final class CmdbDeliveryBook implements DeliveryBook {
    private final Cmdb cmdb;

    public CmdbDeliveryBook(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Optional<Outgoing> due(String delivery) {
        return cmdb.deliveries()
                .find(delivery)
                .filter(row -> row.state() == DeliveryState.PENDING)
                .flatMap(row -> cmdb.subscriptions()
                        .find(row.subscription())
                        .map(subscription ->
                                new Outgoing(subscription.channel(), Json.read(row.body(), Notice.class), row.body())));
    }

    @Override
    public void delivered(String delivery, String answer) {
        cmdb.deliveries().attempted(delivery, DeliveryState.DELIVERED, answer, null);
    }

    @Override
    public void refused(String delivery, String answer, String trouble) {
        cmdb.deliveries().attempted(delivery, DeliveryState.PENDING, answer, trouble);
    }

    @Override
    public void giveUp(String delivery) {
        cmdb.deliveries().giveUp(delivery);
    }
}
