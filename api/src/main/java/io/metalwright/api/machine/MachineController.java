package io.metalwright.api.machine;

import io.metalwright.api.access.AuditFilter;
import io.metalwright.api.access.Caller;
import io.metalwright.api.engine.Engine;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.paging.Words;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MacTaken;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.machine.MachineFilter;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.machine.NameTaken;
import io.metalwright.cmdb.machine.Tags;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.hardware.HardwareTree;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.run.RunKind;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/machines", produces = "application/json")
class MachineController {
    private static final Map<String, String> SORTABLE = Map.of(
            "id",
            "id",
            "name",
            "name",
            "site",
            "site",
            "state",
            "state",
            "serial",
            "serial",
            "product",
            "product",
            "address",
            "address",
            "hostname",
            "hostname",
            "createdAt",
            "createdAt",
            "updatedAt",
            "updatedAt");

    private static final int MOST_CHANGES = 100;
    /** Boot-services that are away for so long will hardly come back. */
    private static final Duration SITE_IS_NO_MORE = Duration.ofDays(30);

    private final Cmdb cmdb;
    private final MachineLookup lookup;
    private final MachineChoice choice;
    private final Engine engine;
    private final SecureRandom random = new SecureRandom();

    MachineController(Cmdb cmdb, MachineLookup lookup, MachineChoice choice, Engine engine) {
        this.engine = engine;
        this.cmdb = cmdb;
        this.choice = choice;
        this.lookup = lookup;
    }

    @GetMapping
    Listing<MachineAnswer> listMachines(
            @RequestParam @Nullable String state,
            @RequestParam @Nullable SiteName site,
            @RequestParam @Nullable List<String> capability,
            ListQuery query) {
        var found = cmdb.machines()
                .search(
                        new MachineFilter(
                                Words.read("state", state, MachineState.class, MachineState::word),
                                site,
                                query.search(),
                                choice.among(capability, "capability")),
                        query.pageable(SORTABLE, Sort.by("name", "id")));
        var ids = found.map(MachineRow::id).getContent();
        var runs = cmdb.runs().activeOf(ids);
        var healths = cmdb.machineHealths().of(ids);
        return Listing.of(found, row -> MachineAnswer.of(row, runs.get(row.id()), healths.get(row.id())));
    }

    @GetMapping("/{machine}")
    MachineAnswer.Whole readMachine(@PathVariable String machine) {
        return whole(lookup.find(machine));
    }

    @GetMapping("/{machine}/hardware")
    HardwareAnswer readHardware(@PathVariable String machine) {
        var id = lookup.find(machine).id();
        var outOfBand = cmdb.inspections().outOfBand(id).orElse(null);
        return new HardwareAnswer(
                HardwareTree.of(cmdb.machines().hardware(id).orElse(null), outOfBand),
                cmdb.machineCapabilities().of(id),
                cmdb.inspections().changes(id, MOST_CHANGES),
                outOfBand);
    }

    private MachineAnswer.Whole whole(MachineRow row) {
        return new MachineAnswer.Whole(
                answer(row), cmdb.machines().hardware(row.id()).orElse(null));
    }

    private MachineAnswer answer(MachineRow row) {
        var only = List.of(row.id());
        return MachineAnswer.of(
                row,
                cmdb.runs().activeOf(only).get(row.id()),
                cmdb.machineHealths().of(only).get(row.id()));
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MachineAnswer> enterMachine(
            @RequestBody NewMachine entered,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request) {
        var site = Objects.requireNonNullElse(entered.site(), SiteName.of("default"));
        if (cmdb.sites().find(site).isEmpty()) {
            throw Problem.unknownSite(site);
        }
        var bmc = entered.bmc();
        if (bmc != null && bmc.password() == null) {
            throw Problem.invalid("bmc.password", "'password' is missing: nothing is known of this BMC yet");
        }
        var id = MachineId.fromBits(random.nextLong());
        AuditFilter.target(request, id.value());
        var name = Objects.requireNonNullElse(entered.name(), id.value());
        try {
            cmdb.atomically(() -> {
                cmdb.machines()
                        .enter(MachineRow.entered(
                                id, name, site, MachineState.DISCOVERED, entered.mac(), Instant.now()));
                if (bmc != null) {
                    record(id, bmc, null, caller);
                }
                recordBoot(id, site, null, entered.bootMethod(), entered.bootAddress());
                return id;
            });
        } catch (MacTaken e) {
            throw macTaken(e);
        } catch (NameTaken e) {
            throw nameTaken(e);
        }
        return ResponseEntity.created(URI.create("/api/v1/machines/" + id)).body(answer(lookup.find(id.value())));
    }

    private Problem macTaken(MacTaken taken) {
        var holder = cmdb.machines()
                .find(taken.holder())
                .map(MachineRow::name)
                .orElse(taken.holder().value());
        return Problem.conflict(
                        "duplicate-mac",
                        "The MAC address is taken",
                        "The MAC address " + taken.mac() + " belongs to machine " + holder + " (" + taken.holder()
                                + ").")
                .at("mac")
                .help("Use that machine, or delete it first.");
    }

    private static Problem nameTaken(NameTaken taken) {
        return Problem.conflict("duplicate-name", "The name is taken", taken.getMessage() + ".")
                .at("name");
    }

    @PatchMapping(path = "/{machine}", consumes = "application/json")
    MachineAnswer changeMachine(
            @PathVariable String machine,
            @RequestBody MachineChange change,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        var row = lookup.find(machine);
        try {
            cmdb.atomically(() -> {
                if (change.name() != null) {
                    cmdb.machines().rename(row.id(), change.name());
                }
                if (change.tags() != null) {
                    cmdb.machines().tag(row.id(), new Tags(change.tags()));
                }
                if (change.bmc() != null) {
                    // Whose password goes where is judged by what is known now, and stays so until this is written.
                    cmdb.machines().lock(row.id());
                    var before = cmdb.machines().find(row.id()).map(MachineRow::bmc);
                    record(row.id(), change.bmc(), before.orElse(null), caller);
                }
                recordBoot(row.id(), row.site(), row.address(), change.bootMethod(), change.bootAddress());
                return row;
            });
        } catch (NameTaken e) {
            throw nameTaken(e);
        }
        return answer(lookup.find(row.id().value()));
    }

    /** @param system address of the system that is installed */
    private void recordBoot(
            MachineId id,
            SiteName site,
            @Nullable Ipv4Address system,
            @Nullable BootMethod method,
            @Nullable Ipv4Address address) {
        if (method != null) {
            cmdb.machines().recordBootMethod(id, method);
        }
        if (address != null) {
            if (cmdb.addresses()
                    .heldBy(id, AddressPurpose.BMC)
                    .filter(held -> held.address().equals(address))
                    .isPresent()) {
                throw Problem.conflict(
                                "address-taken",
                                "The address is taken",
                                "The address " + address + " is that of its BMC.")
                        .at("bootAddress")
                        .help("Give the machine another address.");
            }
            cmdb.addresses().hold(site, address, AddressPurpose.BOOT, id, null).ifPresent(lease -> {
                throw Problem.conflict(
                                "address-taken",
                                "The address is taken",
                                "The address " + address + " is held by machine " + lease.machine() + ".")
                        .at("bootAddress")
                        .help("Give the machine another address.");
            });
            // One that may yet deploy it where it booted before.
            var run = Optional.ofNullable(cmdb.runs().activeOf(List.of(id)).get(id))
                    .filter(active -> active.kind() == RunKind.PROVISION || active.kind() == RunKind.REINSTALL);
            cmdb.addresses().bootAt(address, id, system, run.map(RunRow::id).orElse(null));
            cmdb.machines().recordBootAddress(id, address);
        }
    }

    private void record(MachineId id, BmcEntry entry, @Nullable MachineBmc before, Caller caller) {
        var password = entry.password();
        if (password == null && before == null) {
            throw Problem.invalid("bmc.password", "'password' is missing: nothing is known of this BMC yet");
        }
        var protocol = entry.protocolOr(before == null ? BmcProtocol.IPMI : before.protocol());
        int port = entry.portOr(protocol);
        boolean moved = before != null
                && (protocol != before.protocol()
                        || port != before.port()
                        || !entry.address().equals(before.address()));
        if (moved && password == null) {
            MovedBmc.check(caller, "bmc.password");
        }
        var reference = before == null ? SecretReference.of("secret:bmc/" + id) : before.password();
        if (password != null) {
            // What still goes to where the BMC was before goes there with the password that was meant for it.
            reference = moved ? MovedBmc.password(id) : reference;
            cmdb.secrets().put(reference, password);
        }
        if (password != null || caller.role().may(Role.ADMIN)) {
            // Who enters a BMC vouches for what answers there now.
            cmdb.bmcCertificates().forget(entry.address());
        }
        cmdb.machines().recordBmc(id, new MachineBmc(protocol, entry.address(), port, entry.user(), reference));
    }

    @DeleteMapping("/{machine}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteMachine(@PathVariable String machine) {
        var row = lookup.find(machine);
        var run = cmdb.runs().activeOf(List.of(row.id())).get(row.id());
        if (run != null) {
            throw MachineLookup.busy(row, run);
        }
        cmdb.atomically(() -> {
            if (row.bmc() != null) {
                cmdb.eventSubscriptions().keepFarewell(row.id(), row.bmc().password());
            }
            cmdb.machines().delete(row.id());
            cmdb.secrets().deleteBelow("secret:bmc/" + row.id());
            cmdb.secrets().deleteBelow("secret:machine/" + row.id());
            forgetAtSite(row);
            return row;
        });
    }

    /** Boot-services know it by its ports, which may be entered as another machine's from now on. */
    private void forgetAtSite(MachineRow row) {
        engine.start(
                "ForgetMachine",
                WorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.forgotten(row.id()))
                        .setTaskQueue(TaskQueues.CONTROL)
                        .setWorkflowExecutionTimeout(SITE_IS_NO_MORE)
                        .setStaticSummary("Tell boot-services of " + row.site() + " that " + row.name() + " is no more")
                        .build(),
                row.site(),
                row.id());
    }
}
