package io.metalwright.model.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirmwareVersionsTest {
    private static FirmwareItem item(String id, String name, String version) {
        return new FirmwareItem(id, name, version, "Enabled", true, "/f/" + id);
    }

    @Test
    void aPartIsKnownByItsNameWhereItsIdHoldsTheVersion() {
        assertThat(FirmwareVersions.changes(
                        List.of(item("Installed-159-2.10.0", "BIOS", "2.10.0"), item("n", "NIC", "1")),
                        List.of(item("Installed-159-2.11.0", "BIOS", "2.11.0"), item("n", "NIC", "1"))))
                .containsExactly("BIOS: 2.10.0 → 2.11.0");
    }

    @Test
    void aListThatIsStillIncompleteTellsOfNoChange() {
        var before = List.of(item("a", "NIC", "1"), item("b", "NIC", "2"), item("c", "BIOS", "3"));
        assertThat(FirmwareVersions.changes(before, List.of(item("a", "NIC", "1"), item("new", "BMC", "9"))))
                .isEmpty();
        assertThat(FirmwareVersions.changes(before, List.of())).isEmpty();
    }

    @Test
    void whatIsKeptBesideTheRunningVersionIsNoChangeAndAwaitsAStart() {
        var running = item("Installed-159", "BIOS", "2.10.0");
        var after = List.of(
                running, item("Available-159-2.11.0", "BIOS", "2.11.0"), item("Previous-159-2.9.0", "BIOS", "2.9.0"));
        assertThat(FirmwareVersions.changes(List.of(running), after)).isEmpty();
        assertThat(FirmwareVersions.awaitingStart(List.of(running), after)).containsExactly("BIOS 2.11.0");
        assertThat(FirmwareVersions.awaitingStart(after, after)).isEmpty();
    }

    @Test
    void anImageIsFetchedByHttpAndHoldsNoPassword() {
        assertThat(FirmwareImage.of("HTTPS://10.0.0.1/bmc.bin", null, false).targets())
                .isEmpty();
        refused("nfs://10.0.0.1/bmc.bin", "http or https");
        refused("bmc.bin", "is the URL of a firmware image");
        refused("https://a:b@10.0.0.1/bmc.bin", "holds a password");
    }

    private static void refused(String image, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirmwareImage.of(image, null, false))
                .withMessageContaining(why);
    }
}
