package io.metalwright.api.profile;

import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.profile.HardwareProfile;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
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
@RequestMapping(path = "/api/v1/profiles", produces = "application/json")
class ProfileController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "description", "description", "createdAt", "createdAt", "updatedAt", "updatedAt");

    private final Cmdb cmdb;

    ProfileController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @GetMapping
    Listing<ProfileAnswer> listProfiles(ListQuery query) {
        return Listing.of(
                cmdb.hardwareProfiles().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))),
                ProfileAnswer::of);
    }

    @GetMapping("/{name}")
    ProfileAnswer readProfile(@PathVariable String name) {
        return ProfileAnswer.of(find(name));
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProfileAnswer> enterProfile(@RequestBody NewProfile entered) {
        var now = Instant.now();
        var profile = new HardwareProfile(
                Names.given(entered.name(), "profile"), entered.description(), Json.text(entered.spec()), now, now);
        if (!cmdb.hardwareProfiles().enter(profile)) {
            throw Names.taken("profile", profile.name());
        }
        return ResponseEntity.created(URI.create("/api/v1/profiles/" + profile.name()))
                .body(ProfileAnswer.of(find(profile.name())));
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    ProfileAnswer changeProfile(@PathVariable String name, @RequestBody NewProfile change) {
        var profile = find(name);
        Names.checkSame(name, change.name());
        cmdb.hardwareProfiles()
                .replace(new HardwareProfile(
                        name, change.description(), Json.text(change.spec()), profile.createdAt(), Instant.now()));
        return ProfileAnswer.of(find(name));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteProfile(@PathVariable String name) {
        cmdb.hardwareProfiles().delete(find(name).name());
    }

    private HardwareProfile find(String name) {
        return cmdb.hardwareProfiles().find(name).orElseThrow(() -> Names.unknown("profile", name));
    }
}
