package io.metalwright.api.machine;

import io.metalwright.api.support.TestApi;
import org.junit.jupiter.api.Test;

class MachineTest {
    private final TestApi api = TestApi.running();

    @Test
    void aDuplicateMacNamesTheMachineThatHasIt() {
        var first = api.call("POST", "/api/v1/machines")
                .json("""
                        {"mac": "52:54:00:bb:00:01", "name": "twin-1"}""")
                .send()
                .hasStatus(201);

        api.call("POST", "/api/v1/machines")
                .json("""
                        {"mac": "52-54-00-BB-00-01", "name": "twin-2"}""")
                .send()
                .isProblem(409, """
                        {
                          "type": "duplicate-mac",
                          "title": "The MAC address is taken",
                          "status": 409,
                          "detail": "The MAC address 52:54:00:bb:00:01 belongs to machine twin-1 (%s).",
                          "field": "mac",
                          "help": "Use that machine, or delete it first."
                        }""".formatted(first.text("/id")));
    }
}
