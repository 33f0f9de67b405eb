package io.metalwright.ops.simulated.bootos;

import java.util.ArrayList;
import java.util.List;

/**
 * Shell text back into words: what stands in single quotes or behind a backslash is taken as it is, and an unquoted newline ends the command. No
 * expansion, no operators: those come out as words.
 *
 * @param end where in the text the command ended, behind its newline
 */
record ShellWords(List<String> words, int end) {
    ShellWords {
        words = List.copyOf(words);
    }

    static List<String> of(String line) {
        return from(line, 0).words();
    }

    static ShellWords from(String text, int begin) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        boolean quoted = false;
        int at = begin;
        for (; at < text.length(); at++) {
            char character = text.charAt(at);
            if (quoted) {
                if (character == '\'') {
                    quoted = false;
                } else {
                    word.append(character);
                }
            } else if (character == '\'') {
                quoted = true;
                inWord = true;
            } else if (character == '\\' && at + 1 < text.length()) {
                at++;
                word.append(text.charAt(at));
                inWord = true;
            } else if (character == '\n') {
                at++;
                break;
            } else if (character == ' ' || character == '\t') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(character);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return new ShellWords(words, at);
    }
}
