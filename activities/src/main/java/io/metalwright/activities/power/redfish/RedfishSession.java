package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A BMC that somebody is logged in to, as resources. */
public final class RedfishSession implements AutoCloseable {
    /** A rack of blades behind one BMC has a few hundred of something; what has more than this has no end. */
    private static final int MOST_MEMBERS = 2000;

    private static final Duration TASK = Duration.ofSeconds(60);
    private static final Duration TASK_LOOK = Duration.ofMillis(500);

    private final RedfishHttp http;
    private final BmcAddress address;
    private final Resource root;
    private final Map<String, String> authorization;
    /** Where the session itself lies; null with basic authentication. */
    private final @Nullable String session;

    RedfishSession(
            RedfishHttp http,
            BmcAddress address,
            Resource root,
            Map<String, String> authorization,
            @Nullable String session) {
        this.http = http;
        this.address = address;
        this.root = root;
        this.authorization = Map.copyOf(authorization);
        this.session = session;
    }

    public BmcAddress address() {
        return address;
    }

    /** The service root (DSP0266). */
    public Resource root() {
        return root;
    }

    public Resource read(String purpose, String link) {
        var asking = Asking.get(purpose, Links.path(address, link));
        return resource(asking, good(asking));
    }

    /** What may be missing: where it is not there, nothing. */
    public Optional<Resource> find(String purpose, String link) {
        var asking = Asking.get(purpose, Links.path(address, link));
        var reply = ask(asking);
        if (reply.status() == 404 || reply.status() == 405 || reply.status() == 410 || reply.status() == 501) {
            return Optional.empty();
        }
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        return reply.body().isObject() ? Optional.of(resource(asking, reply)) : Optional.empty();
    }

    /** The links to all members of a collection, page by page. */
    public List<String> members(String purpose, String link) {
        var links = new ArrayList<String>();
        for (var page : pages(purpose, link)) {
            links.addAll(page.links("Members"));
            if (!page.has("Members")) {
                // iLO 4 before 2.30 lists its members by this name alone.
                links.addAll(page.links("Links", "Member"));
            }
        }
        return links.stream().distinct().toList();
    }

    /** All members of a collection. */
    public List<Resource> collection(String purpose, String link) {
        return expanded(purpose, link)
                .orElseGet(() -> members(purpose, link).stream()
                        .flatMap(member -> find(purpose, member).stream())
                        .toList());
    }

    /** All members of a collection whose pages hold them whole, as those of logs mostly do; the others are read one by one. */
    public List<Resource> inlined(String purpose, String link) {
        var found = new ArrayList<Resource>();
        for (var page : pages(purpose, link)) {
            for (var member : page.objects("Members")) {
                if (member.isWhole()) {
                    found.add(new Resource(member.word("@odata.id"), member.json(), null));
                } else {
                    member.link().flatMap(path -> find(purpose, path)).ifPresent(found::add);
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * All members of a collection by one question (DSP0266, query parameters). Nothing where the service does not expand, or promised to and does not:
     * seen of OpenBMC, whose members may be links all the same.
     */
    public Optional<List<Resource>> expanded(String purpose, String link) {
        if (!root.truth("ProtocolFeaturesSupported", "ExpandQuery", "NoLinks").orElse(false)) {
            return Optional.empty();
        }
        var found = new ArrayList<Resource>();
        try {
            for (var page : pages(purpose, link + (link.contains("?") ? "&" : "?") + "$expand=.($levels=1)")) {
                for (var member : page.objects("Members")) {
                    if (!member.isWhole()) {
                        return Optional.empty();
                    }
                    found.add(new Resource(member.word("@odata.id"), member.json(), null));
                }
            }
        } catch (BmcFailure.Refused e) {
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private List<Resource> pages(String purpose, String link) {
        var pages = new ArrayList<Resource>();
        var seen = new HashSet<String>();
        int members = 0;
        Optional<String> next = Optional.of(link);
        while (next.isPresent()) {
            var page = find(purpose, next.orElseThrow());
            if (page.isEmpty()) {
                break;
            }
            var found = page.orElseThrow();
            members += found.json().path("Members").size();
            pages.add(found);
            next = found.text("Members@odata.nextLink");
            if (members > MOST_MEMBERS || next.filter(seen::add).isEmpty() && next.isPresent()) {
                throw new BmcFailure.Nonsense(purpose + " of BMC " + address + ": the list at " + link
                        + " has no end. Look for newer firmware of the BMC.");
            }
        }
        return pages;
    }

    /**
     * Changes a resource, if it is still as somebody read it; one that has changed meanwhile is read again, once.
     *
     * @param secret whether the change holds a secret
     */
    public void change(String purpose, Resource resource, JsonNode change, boolean secret) {
        var first = patch(purpose, resource.path(), resource.tag(), change, secret);
        var reply = ask(first);
        if (reply.status() == 412 || reply.status() == 428) {
            var tag = read(purpose, resource.path()).tag();
            // Weak tags never match (RFC 9110 section 13.1.1); BMCs that hand them out mean strong ones.
            var strong = tag == null ? "*" : tag.startsWith("W/") ? tag.substring(2) : tag;
            first = patch(purpose, resource.path(), strong, change, secret);
            reply = ask(first);
        }
        finish(first, reply);
    }

    private static Asking patch(String purpose, String path, @Nullable String tag, JsonNode change, boolean secret) {
        return new Asking(purpose, "PATCH", path, tag == null ? Map.of() : Map.of("If-Match", tag), change, secret);
    }

    /** Carries out an action, or adds to a collection. */
    public void post(String purpose, String link, JsonNode body) {
        var asking = Asking.post(purpose, Links.path(address, link), body);
        finish(asking, ask(asking));
    }

    public void post(String purpose, String link, JsonNode body, boolean secret) {
        var asking = Asking.post(purpose, Links.path(address, link), body);
        var asked = secret ? asking.holdingASecret() : asking;
        finish(asked, ask(asked));
    }

    /**
     * Adds to a collection what holds a secret.
     *
     * @return the link of what was added, where the service tells it
     */
    public Optional<String> add(String purpose, String link, JsonNode body) {
        var asking = Asking.post(purpose, Links.path(address, link), body).holdingASecret();
        var reply = ask(asking);
        finish(asking, reply);
        return reply.header("Location")
                .filter(made -> reply.status() != 202)
                .or(() -> new Resource("", reply.body(), null).text("@odata.id"))
                .flatMap(this::here);
    }

    /**
     * Adds to a collection what may come to be later, and does not wait for it.
     *
     * @return where the service tells what becomes of it; empty where it was done at once
     */
    public Optional<String> begin(String purpose, String link, JsonNode body) {
        var asking = Asking.post(purpose, Links.path(address, link), body);
        return monitor(asking, ask(asking));
    }

    /** Removes a resource, at once or later; that it is not there is no failure. Returns as {@link #begin}. */
    public Optional<String> beginToDelete(String purpose, String link) {
        var asking = Asking.delete(purpose, Links.path(address, link));
        var reply = ask(asking);
        return reply.status() == 404 || reply.status() == 410 ? Optional.empty() : monitor(asking, reply);
    }

    private Optional<String> monitor(Asking asking, Reply reply) {
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        return reply.status() == 202 ? reply.header("Location").flatMap(this::here) : Optional.empty();
    }

    /**
     * Carries out an action that may take its time, and does not wait for it.
     *
     * @return its task, which tells more than its monitor and is kept for longer, or else the monitor; empty where the service tells neither
     */
    public Optional<String> start(String purpose, String link, JsonNode body) {
        var asking = Asking.post(purpose, Links.path(address, link), body);
        var reply = ask(asking);
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        var task = new Resource("", reply.body(), null);
        return Optional.of(task)
                .filter(told -> told.word("@odata.type").startsWith("#Task."))
                .flatMap(told -> told.text("@odata.id").or(() -> told.text("TaskMonitor")))
                .or(() -> reply.header("Location"))
                .flatMap(this::here);
    }

    /**
     * How a task fares.
     *
     * @param link of it, or of its monitor
     * @param pending whether one that is under way is kept for a start of the machine
     */
    public BmcTask task(String purpose, String link, Predicate<Resource> pending) {
        var asking = Asking.get("Follow the task of '" + purpose + "'", Links.path(address, link));
        return new TaskReply(address, asking, ask(asking)).read(pending);
    }

    /** Some name themselves as we do not know them. */
    private Optional<String> here(String link) {
        try {
            return Optional.of(Links.path(address, link));
        } catch (BmcFailure.Nonsense e) {
            return Optional.empty();
        }
    }

    /** Removes a resource; that it is not there is no failure. */
    public void delete(String purpose, String link) {
        var asking = Asking.delete(purpose, Links.path(address, link));
        var reply = ask(asking);
        if (reply.status() != 404 && reply.status() != 410) {
            finish(asking, reply);
        }
    }

    private void finish(Asking asking, Reply reply) {
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        if (reply.status() == 202) {
            reply.header("Location").ifPresent(monitor -> await(asking, Links.path(address, monitor)));
        }
    }

    /**
     * Follows a task to its end, for a while (DSP0266, task monitors): until then it answers 202. One that takes longer is gone on with; what it does
     * is proven by whoever asked for it.
     */
    private void await(Asking asking, String monitor) {
        var until = Instant.now().plus(TASK);
        while (Instant.now().isBefore(until)) {
            var reply = ask(Asking.get("Follow the task of '" + asking.purpose() + "'", monitor));
            var task = new TaskReply(address, asking, reply);
            if (task.isGone()) {
                return;
            }
            if (reply.status() != 202) {
                task.check();
                if (!task.isUnderWay()) {
                    return;
                }
            }
            try {
                Thread.sleep(TASK_LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BmcFailure.Unreachable("Follow a task of BMC " + address + ": interrupted.", e);
            }
        }
    }

    private Reply good(Asking asking) {
        var reply = ask(asking);
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        return reply;
    }

    private Resource resource(Asking asking, Reply reply) {
        if (!reply.body().isObject()) {
            throw new BmcFailure.Nonsense(RedfishHttp.what(asking, address)
                    + ": the answer is no resource. Look for newer firmware of the BMC.");
        }
        var inside = reply.body().path("@odata.etag");
        return new Resource(
                asking.path(),
                reply.body(),
                reply.header("ETag")
                        .orElse(inside.isTextual() && !inside.textValue().isBlank() ? inside.textValue() : null));
    }

    private Reply ask(Asking asking) {
        var headers = new HashMap<>(authorization);
        headers.putAll(asking.headers());
        return http.send(
                address,
                new Asking(asking.purpose(), asking.method(), asking.path(), headers, asking.body(), asking.secret()));
    }

    /** An object to fill. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        if (session == null) {
            return;
        }
        try {
            ask(Asking.delete("Log out", session));
        } catch (BmcFailure e) {
            // It ends the session by itself.
        }
    }
}
