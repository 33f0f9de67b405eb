package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcTask;
import io.metalwright.activities.power.UpdateOrder;
import io.metalwright.activities.power.redfish.inspection.SoftwareInventory;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Firmware by the update service (DSP2046, UpdateService, action SimpleUpdate, SoftwareInventory; DSP0266, operation apply time). */
final class UpdateService {
    private static final String UPDATE = "Update firmware";
    private static final String ACTION = "#UpdateService.SimpleUpdate";
    private static final String PROTOCOL = "TransferProtocol";
    private static final String TARGETS = "Targets";
    private static final String APPLY_TIME = "@Redfish.OperationApplyTime";
    private static final int BAD = 400;
    private static final int UNFIT = 422;

    private final Server server;
    private final RedfishSession session;

    UpdateService(Server server) {
        this.server = server;
        this.session = server.session();
    }

    /** Where no list is kept, the versions that BIOS and BMC tell of themselves. */
    List<FirmwareItem> inventory() {
        var listed = service()
                .flatMap(service -> service.link("FirmwareInventory"))
                .map(link -> session.collection("List the firmware", link))
                .orElseGet(List::of)
                .stream()
                .flatMap(item -> SoftwareInventory.read(item).stream())
                .toList();
        if (!listed.isEmpty()) {
            return listed;
        }
        var told = new ArrayList<FirmwareItem>();
        var system = server.readSystem();
        system.text("BiosVersion").ifPresent(version -> told.add(own("BIOS", version, system)));
        server.readManager()
                .ifPresent(manager ->
                        manager.text("FirmwareVersion").ifPresent(version -> told.add(own("BMC", version, manager))));
        return List.copyOf(told);
    }

    private static FirmwareItem own(String name, String version, Resource resource) {
        return new FirmwareItem(name, name, version, null, null, resource.path());
    }

    UpdateOrder begin(FirmwareImage image) {
        var action = action();
        var offers = new ActionOffers(session, action);
        var body = RedfishSession.object().put("ImageURI", image.image());
        var targets = image.targets().isEmpty() ? List.<String>of() : targets(image, offers);
        if (!targets.isEmpty()) {
            targets.forEach(body.putArray(TARGETS)::add);
        }
        var protocol = protocol(image, offers);
        if (offers.requires(PROTOCOL)) {
            body.put(PROTOCOL, protocol);
        }
        putApplyTime(image, action, body);
        var place = action.word("target");
        try {
            return order(image, session.start(UPDATE, place, body));
        } catch (BmcFailure.Refused refusal) {
            if (!asksForProtocol(refusal) || body.has(PROTOCOL)) {
                throw refusal;
            }
            return order(image, session.start(UPDATE, place, body.put(PROTOCOL, protocol)));
        }
    }

    private static UpdateOrder order(FirmwareImage image, Optional<String> task) {
        return new UpdateOrder(image.atRestart(), task.orElse(null));
    }

    /** By the specification the URL says it; AMI's services want it said once more (recorded of their virtual media). */
    private static boolean asksForProtocol(BmcFailure.Refused refusal) {
        return (refusal.code() == BAD || refusal.code() == UNFIT)
                && String.valueOf(refusal.getMessage()).contains(PROTOCOL);
    }

    private String protocol(FirmwareImage image, ActionOffers offers) {
        var protocol = URI.create(image.image()).getScheme().toUpperCase(Locale.ROOT);
        var allowed = offers.allowed(PROTOCOL);
        if (!allowed.isEmpty() && !allowed.contains(protocol)) {
            throw refused("it fetches images by " + String.join(", ", allowed) + " alone, and not by " + protocol
                    + ". Offer the image by one of these.");
        }
        return protocol;
    }

    private void putApplyTime(FirmwareImage image, Resource action, ObjectNode body) {
        var times = action.texts("@Redfish.OperationApplyTimeSupport", "SupportedValues");
        var wanted = image.atRestart() ? "OnReset" : "Immediate";
        if (times.contains(wanted)) {
            body.put(APPLY_TIME, wanted);
        } else if (image.atRestart()) {
            throw refused("it cannot be told to wait for the machine's next start"
                    + (times.isEmpty() ? "." : " (it offers " + String.join(", ", times) + ").")
                    + " Update without that wish.");
        }
    }

    private List<String> targets(FirmwareImage image, ActionOffers offers) {
        var inventory = inventory();
        var allowed = offers.allowed(TARGETS);
        var links = image.targets().stream()
                .flatMap(target -> links(target, inventory).stream())
                .distinct()
                .toList();
        if (!allowed.isEmpty() && !allowed.containsAll(links)) {
            throw refused("it allows the targets " + String.join(", ", allowed) + " alone, and not "
                    + String.join(", ", links) + ".");
        }
        return links;
    }

    /** Several network ports may be called the same: all of them are meant. */
    private List<String> links(String target, List<FirmwareItem> inventory) {
        var meant = inventory.stream()
                .filter(FirmwareItem::runs)
                .filter(item -> item.answersTo(target))
                .toList();
        var fixed = meant.stream()
                .filter(item -> Boolean.FALSE.equals(item.updateable()))
                .findFirst();
        if (fixed.isPresent()) {
            throw refused("it says that " + fixed.orElseThrow().name() + " cannot be updated.");
        }
        if (!meant.isEmpty()) {
            return meant.stream().map(FirmwareItem::link).toList();
        }
        return switch (target.toLowerCase(Locale.ROOT)) {
            case "system" -> List.of(server.system());
            case "manager" -> server.manager().stream().toList();
            default -> {
                if (!target.startsWith("/")) {
                    throw refused("its firmware inventory has no '" + target + "', but "
                            + String.join(
                                    ", ",
                                    inventory.stream()
                                            .filter(FirmwareItem::runs)
                                            .map(FirmwareItem::name)
                                            .distinct()
                                            .limit(40)
                                            .toList())
                            + ". Name one of these, system, manager, or a link.");
                }
                yield List.of(target);
            }
        };
    }

    /** By what a task tells of the request that it began with (DSP2046, Task, Payload). */
    Optional<UpdateOrder> underWay(FirmwareImage image) {
        var place = action().word("target").replaceAll("/+$", "");
        return session
                .root()
                .link("Tasks")
                .flatMap(link -> session.find("Read the tasks", link))
                .flatMap(tasks -> tasks.link("Tasks"))
                .map(link -> session.collection("List the tasks", link))
                .orElseGet(List::of)
                .stream()
                .filter(task ->
                        task.word("Payload", "TargetUri").replaceAll("/+$", "").equals(place))
                .filter(task ->
                        task.word("Payload", "JsonBody").replace("\\/", "/").contains(image.image()))
                .filter(task -> isUnderWay(task.path()))
                .findFirst()
                .map(task -> new UpdateOrder(image.atRestart(), task.path()));
    }

    private boolean isUnderWay(String task) {
        return switch (task(task).state()) {
            case UNDER_WAY, PENDING -> true;
            case DONE, FAILED, GONE -> false;
        };
    }

    BmcTask task(String link) {
        return session.task(UPDATE, link, server.vendor()::isKept);
    }

    private Resource action() {
        var service = service()
                .orElseThrow(() -> refused("it has no update service. Update by the maker's own tools, from inside."));
        if (!service.truth("ServiceEnabled").orElse(true)) {
            throw refused("its update service is switched off. Switch it on at the BMC's own page.");
        }
        var action = service.at("Actions", ACTION);
        if (action.text("target").isEmpty()) {
            throw refused(
                    "its update service takes no image by URL (it has no SimpleUpdate). See whether the BMC's user is an"
                            + " administrator, and the licence covers it; or upload the image at the BMC's own page.");
        }
        return action;
    }

    private Optional<Resource> service() {
        return session.find(
                "Read the update service", session.root().link("UpdateService").orElse("/redfish/v1/UpdateService"));
    }

    private BmcFailure.Refused refused(String why) {
        return new BmcFailure.Refused(
                "UpdateService.SimpleUpdate", 0, UPDATE + " by BMC " + session.address() + ": " + why);
    }
}
