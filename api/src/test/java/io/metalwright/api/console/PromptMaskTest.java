package io.metalwright.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptMaskTest {
    @ParameterizedTest
    @CsvSource({
        "'Password: hunter2~ok', 'Password: ********~ok'",
        "'Password: ~ok', 'Password: ~ok'",
        "'New password:hunter2~', 'New password:********~'",
        "'[sudo] password for op: hunter2~', '[sudo] password for op: ********~'",
        "'Enter passphrase for /dev/sda2: x y z~$', 'Enter passphrase for /dev/sda2: ********~$'",
        "'Passwort: geheim~', 'Passwort: ********~'",
        "'^[1mPassword: ^[0mhunter2~', '^[1mPassword: ^[0m********~'",
        // Who moves the cursor draws a screen, which has no lines.
        "'Password: ^[5;1HBoot order', 'Password: ^[5;1HBoot order'",
        "'Started Forward Password Requests to Wall~', 'Started Forward Password Requests to Wall~'",
        "'login: root~', 'login: root~'"
    })
    void theAnswerToAPromptIsHiddenWhereverThePiecesAreCut(String shown, String kept) {
        var text = plain(shown);
        for (int cut = 0; cut <= text.length(); cut++) {
            var mask = new PromptMask();
            assertThat(mask.pass(text.substring(0, cut)) + mask.pass(text.substring(cut)))
                    .isEqualTo(plain(kept));
        }
    }

    @Test
    void aLineThatOnlyLooksLikeAPromptIsShownAgainAfterAWhile() {
        var mask = new PromptMask();
        assertThat(mask.pass("password: " + "x".repeat(300) + "\nafter"))
                .isEqualTo("password: ********" + "x".repeat(100) + "\nafter");
    }

    private static String plain(String text) {
        return text.replace("~", "\r\n").replace('^', '\u001b');
    }
}
