package io.metalwright.ops.simulated.bootos;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.shell.Quoting;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void whateverWasQuotedComesBackAsTheSameWords() {
        var random = new Random(3);
        var alphabet = "ab'\"\\ \n\t$`|&;{}#*ä";
        for (int round = 0; round < 2000; round++) {
            var words = new ArrayList<String>();
            for (int count = random.nextInt(1, 6); count > 0; count--) {
                var word = new StringBuilder();
                for (int length = random.nextInt(0, 9); length > 0; length--) {
                    word.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                words.add(word.toString());
            }
            assertThat(ShellWords.of(Quoting.join(words.toArray(String[]::new))))
                    .isEqualTo(words);
        }
    }

    @Test
    void anUnquotedNewlineEndsACommand() {
        var first = ShellWords.from("put 'a\nb' c || exit 1\nput d", 0);
        assertThat(first.words()).containsExactly("put", "a\nb", "c", "||", "exit", "1");
        assertThat(ShellWords.from("put 'a\nb' c || exit 1\nput d", first.end()).words())
                .containsExactly("put", "d");
    }
}
