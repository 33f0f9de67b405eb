package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.TellsEvents;
import io.metalwright.activities.power.redfish.vendor.Vendor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Subscriptions to a BMC's events (DSP0266, eventing; DSP2046, EventService and EventDestination). */
final class EventService {
    private static final Pattern VERSION = Pattern.compile("#EventService\\.v1_([0-9]{1,3})_");
    /** Since then subscribers choose by registries and no more by types of events. */
    private static final int BY_REGISTRY = 3;

    /** What tells of requests, tasks and time rather than of the machine. */
    private static final Set<String> OF_NO_MACHINE =
            Set.of("Base", "TaskEvent", "JobEvent", "HeartbeatEvent", "Telemetry", "License", "Update");

    private static final List<String> EVENT_TYPES =
            List.of("Alert", "StatusChange", "ResourceAdded", "ResourceRemoved");
    /** A property or a value that it does not know. */
    private static final Set<Integer> NOT_SO = Set.of(400, 422, 501);

    private final RedfishSession session;
    private final Vendor vendor;

    EventService(Server server) {
        this.session = server.session();
        this.vendor = server.vendor();
    }

    boolean isSubscribed(String link, String destination) {
        return session.find("Look at our subscription to events", link)
                .filter(found -> sends(found, destination))
                .isPresent();
    }

    /** @see TellsEvents#subscribe */
    String subscribe(String destination, String context) {
        var service = service();
        var list = list(service);
        var ours = ours(list, destination, context);
        var good = ours.stream().filter(found -> sends(found, destination)).findFirst();
        for (var other : ours) {
            if (good.filter(other::equals).isEmpty()) {
                session.delete("Remove a subscription to events", other.path());
            }
        }
        return good.map(Resource::path).orElseGet(() -> add(service, list, destination, context));
    }

    void unsubscribe(String context) {
        var root = session.root().link("EventService");
        if (root.isEmpty()) {
            return;
        }
        for (var found : ours(list(service()), "", context)) {
            session.delete("Remove our subscription to events", found.path());
        }
    }

    private Resource service() {
        return session.root()
                .link("EventService")
                .flatMap(link -> session.find("Read the event service", link))
                .orElseThrow(() -> none("it has no event service"));
    }

    private String list(Resource service) {
        return service.link("Subscriptions").orElseThrow(() -> none("its event service takes no subscriptions"));
    }

    private BmcFailure none(String why) {
        return new BmcFailure.Refused(
                "EventService", 0, "Subscribe to the events of BMC " + session.address() + ": " + why + ".");
    }

    private List<Resource> ours(String list, String destination, String context) {
        return session.members("List the subscriptions to events", list).stream()
                .flatMap(link -> session.find("Read a subscription to events", link).stream())
                // Some forget the context.
                .filter(found -> found.word("Context").equals(context)
                        || !destination.isEmpty() && found.word("Destination").equals(destination))
                .toList();
    }

    private static boolean sends(Resource subscription, String destination) {
        var state = subscription.word("Status", "State");
        return subscription.word("Destination").equals(destination) && (state.isEmpty() || state.equals("Enabled"));
    }

    private String add(Resource service, String list, String destination, String context) {
        if (!service.truth("ServiceEnabled").orElse(true)) {
            throw none("its event service is switched off. Switch it on at the BMC");
        }
        var formats = service.texts("EventFormatTypes");
        if (!formats.isEmpty() && !formats.contains("Event")) {
            throw none("its event service sends " + Words.clean(String.join(", ", formats)) + ", and no events");
        }
        var link = added(service, list, destination, context)
                .or(() -> ours(list, destination, context).stream()
                        .map(Resource::path)
                        .findFirst())
                .orElseThrow(() -> new BmcFailure.Nonsense("Subscribe to the events of BMC " + session.address()
                        + ": it took the subscription and does not list it. Look for newer firmware of the BMC."));
        trust(link);
        return link;
    }

    /** From what says most to what every service knows: of a property that it does not know, a service refuses the whole. */
    private Optional<String> added(Resource service, String list, String destination, String context) {
        BmcFailure.Refused first = null;
        for (var wanted : documents(service, destination, context)) {
            try {
                return session.add("Subscribe to the events", list, wanted);
            } catch (BmcFailure.Refused e) {
                if (!NOT_SO.contains(e.code())) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        throw first == null ? none("there is no way to ask") : first;
    }

    private Set<ObjectNode> documents(Resource service, String destination, String context) {
        boolean modern = version(service) >= BY_REGISTRY;
        var documents = new LinkedHashSet<ObjectNode>();
        if (modern) {
            documents.add(chosen(document(destination, context), service)
                    .put("EventFormatType", "Event")
                    .put("SubscriptionType", "RedfishEvent")
                    .put("DeliveryRetryPolicy", "RetryForever")
                    // Our certificate is our own; the path is what nobody else knows.
                    .put("VerifyCertificate", false));
            documents.add(chosen(document(destination, context), service).put("EventFormatType", "Event"));
        }
        documents.add(byTypes(document(destination, context), service));
        documents.add(document(destination, context));
        return documents;
    }

    private static ObjectNode document(String destination, String context) {
        return RedfishSession.object()
                .put("Destination", destination)
                .put("Protocol", "Redfish")
                .put("Context", context);
    }

    private ObjectNode chosen(ObjectNode document, Resource service) {
        return vendor.choosesEventsByType() ? byTypes(document, service) : byRegistries(document, service);
    }

    private static ObjectNode byRegistries(ObjectNode document, Resource service) {
        var registries = new ArrayList<>(service.texts("RegistryPrefixes"));
        registries.removeAll(OF_NO_MACHINE);
        if (!registries.isEmpty()) {
            registries.forEach(document.putArray("RegistryPrefixes")::add);
        }
        return document;
    }

    private static ObjectNode byTypes(ObjectNode document, Resource service) {
        var offered = service.texts("EventTypesForSubscription");
        var wanted = EVENT_TYPES.stream().filter(offered::contains).toList();
        var types = document.putArray("EventTypes");
        (wanted.isEmpty() ? List.of("Alert") : wanted).forEach(types::add);
        return document;
    }

    private static int version(Resource service) {
        var found = VERSION.matcher(service.word("@odata.type"));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** OpenBMC since 2024 checks certificates unless it is told not to; others do not know the property. */
    private void trust(String link) {
        var made = session.find("Look at our subscription to events", link);
        if (made.flatMap(found -> found.truth("VerifyCertificate")).orElse(false)) {
            try {
                session.change(
                        "Have events sent to us whatever our certificate",
                        made.orElseThrow(),
                        RedfishSession.object().put("VerifyCertificate", false),
                        false);
            } catch (BmcFailure.Refused e) {
                // Then it wants our authority's certificate among those that it trusts.
            }
        }
    }
}
