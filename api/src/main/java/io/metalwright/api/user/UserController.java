package io.metalwright.api.user;

import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.user.UserAccount;
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
@RequestMapping(path = "/api/v1/users", produces = "application/json")
class UserController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "role", "role", "email", "email", "createdAt", "createdAt");

    private final Cmdb cmdb;

    UserController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @GetMapping
    Listing<UserAnswer> listUsers(ListQuery query) {
        return Listing.of(
                cmdb.userAccounts().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))), UserAnswer::of);
    }

    @GetMapping("/{name}")
    UserAnswer readUser(@PathVariable String name) {
        return UserAnswer.of(find(name));
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<UserAnswer> enterUser(@RequestBody NewUser entered) {
        var user = new UserAccount(Names.given(entered.name(), "user"), entered.role(), entered.email(), Instant.now());
        if (!cmdb.userAccounts().enter(user)) {
            throw Names.taken("user", user.name());
        }
        return ResponseEntity.created(URI.create("/api/v1/users/" + user.name()))
                .body(UserAnswer.of(find(user.name())));
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    UserAnswer changeUser(@PathVariable String name, @RequestBody NewUser change) {
        var user = find(name);
        Names.checkSame(name, change.name());
        cmdb.userAccounts().replace(new UserAccount(name, change.role(), change.email(), user.createdAt()));
        return UserAnswer.of(find(name));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteUser(@PathVariable String name) {
        cmdb.userAccounts().delete(find(name).name());
    }

    private UserAccount find(String name) {
        return cmdb.userAccounts().find(name).orElseThrow(() -> Names.unknown("user", name));
    }
}
