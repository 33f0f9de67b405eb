package io.metalwright.api.notice;

import io.metalwright.api.access.AuditFilter;
import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.notice.Subscription;
import io.metalwright.model.notice.Interest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/subscriptions", produces = "application/json")
class SubscriptionController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "description", "description", "createdAt", "createdAt", "updatedAt", "updatedAt");
    private static final Map<String, String> DELIVERIES_BY =
            Map.of("createdAt", "createdAt", "updatedAt", "updatedAt", "state", "state", "event", "event");

    private final Cmdb cmdb;
    private final MachineLookup machines;
    private final NoticeCourier courier;

    SubscriptionController(Cmdb cmdb, MachineLookup machines, NoticeCourier courier) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.courier = courier;
    }

    @GetMapping
    Listing<SubscriptionAnswer> listSubscriptions(ListQuery query) {
        return Listing.of(
                cmdb.subscriptions().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))),
                SubscriptionAnswer::of);
    }

    @GetMapping("/{name}")
    SubscriptionAnswer readSubscription(@PathVariable String name) {
        return SubscriptionAnswer.of(find(name));
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SubscriptionAnswer.Entered> enterSubscription(@RequestBody NewSubscription entered) {
        var name = Names.given(entered.name(), "subscription");
        if (cmdb.subscriptions().find(name).isPresent()) {
            throw Names.taken("subscription", name);
        }
        var keys = new ChannelKeys(cmdb, name);
        var now = now();
        var row = Subscription.of(
                name, entered.description(), keys.channel(entered, null), interest(entered), on(entered), now, now);
        keys.keep();
        if (!cmdb.subscriptions().enter(row)) {
            throw Names.taken("subscription", name);
        }
        return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + name))
                .body(new SubscriptionAnswer.Entered(SubscriptionAnswer.of(row), keys.made()));
    }

    /** A secret that is not given stays as it was. */
    @PutMapping(path = "/{name}", consumes = "application/json")
    SubscriptionAnswer.Entered changeSubscription(@PathVariable String name, @RequestBody NewSubscription change) {
        var before = find(name);
        Names.checkSame(name, change.name());
        var keys = new ChannelKeys(cmdb, name);
        var row = Subscription.of(
                name,
                change.description(),
                keys.channel(change, before.channel()),
                interest(change),
                on(change),
                before.createdAt(),
                now());
        keys.keep();
        cmdb.subscriptions().replace(row);
        return new SubscriptionAnswer.Entered(SubscriptionAnswer.of(row), keys.made());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSubscription(@PathVariable String name) {
        cmdb.subscriptions().delete(find(name).name());
        new ChannelKeys(cmdb, name).forget();
    }

    /** Sends a notice now, and tries it this once. */
    @PostMapping("/{name}/test")
    ResponseEntity<DeliveryAnswer> testSubscription(@PathVariable String name, HttpServletRequest request) {
        var subscription = find(name);
        AuditFilter.target(request, name);
        var id = cmdb.announcements().test(subscription);
        courier.send(id, true);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/subscriptions/" + name + "/deliveries/" + id))
                .body(readDelivery(name, id));
    }

    /** What was sent, the newest first. */
    @GetMapping("/{name}/deliveries")
    Listing<DeliveryAnswer> listDeliveries(@PathVariable String name, ListQuery query) {
        var newest = Sort.by(Sort.Direction.DESC, "createdAt").and(Sort.by("id"));
        return Listing.of(
                cmdb.deliveries().of(find(name).name(), query.pageable(DELIVERIES_BY, newest)), DeliveryAnswer::of);
    }

    @GetMapping("/{name}/deliveries/{id}")
    DeliveryAnswer readDelivery(@PathVariable String name, @PathVariable String id) {
        return cmdb.deliveries()
                .find(id)
                .filter(row -> row.subscription().equals(name))
                .map(DeliveryAnswer::of)
                .orElseThrow(() -> Names.unknown("delivery", id));
    }

    private Interest interest(NewSubscription wanted) {
        return new Interest(
                orNone(wanted.events()),
                orNone(wanted.kinds()),
                orNone(wanted.machines()).stream()
                        .map(machine -> machines.find(machine).id())
                        .toList(),
                orNone(wanted.sites()));
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private static boolean on(NewSubscription wanted) {
        return Objects.requireNonNullElse(wanted.enabled(), true);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Subscription find(String name) {
        return cmdb.subscriptions().find(name).orElseThrow(() -> Names.unknown("subscription", name));
    }
}
