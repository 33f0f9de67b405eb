package io.metalwright.model.capability;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chooses machines by one of their capabilities: {@code cores:>= 16}. The operators are those by which OpenStack's extra specifications choose hosts:
 *
 * <ul>
 *   <li>{@code = 16}: at least as much; {@code == 16}, {@code != 16}, {@code > 16}, {@code >= 16}, {@code < 16}, {@code <= 16}: numbers
 *   <li>{@code s== x}, {@code s!= x}, {@code s> x}, {@code s>= x}, {@code s< x}, {@code s<= x}: texts, in the order of their letters
 *   <li>{@code <in> Gen8}: the text holds this
 *   <li>{@code <all-in> aes avx}: it holds all of these
 *   <li>{@code <or> Gen9 <or> Gen10}: it is one of these
 *   <li>{@code <range-in> [ 8 64 ]}: a number of this range; {@code (} and {@code )} leave the end out
 *   <li>{@code Gen8}: exactly this text
 * </ul>
 *
 * Case does not count. A capability may have several values: one that fits is enough, but for {@code !=} and {@code s!=}, which no value may meet. A
 * machine of which the capability is not known is never chosen.
 */
public record CapabilityExpression(String capability, String expression) {
    private static final Pattern WHOLE = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_-]{0,62})\\s*:(.*)", Pattern.DOTALL);
    private static final Pattern COMPARED = Pattern.compile("(s?(?:==|!=|>=|<=|<|>)|=)\\s*(.+)");
    private static final Pattern WORDED = Pattern.compile("<(in|all-in|or|range-in)>\\s*(.+)");
    private static final Pattern RANGE = Pattern.compile("([\\[(])\\s*(-?[0-9.]+)\\s+(-?[0-9.]+)\\s*([])])");
    private static final int LONGEST = 500;

    public CapabilityExpression {
        expression = expression.strip();
        if (expression.isEmpty() || expression.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "The expression for '" + capability + "' is empty or too long: cores:>= 16");
        }
        parse(expression);
    }

    /** @param text such as {@code product:<in> Gen8} */
    public static CapabilityExpression of(String text) {
        var whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no capability: it reads like 'cores:>= 16' or 'product:<in> Gen8'");
        }
        return new CapabilityExpression(whole.group(1).toLowerCase(Locale.ROOT).replace('-', '_'), whole.group(2));
    }

    /** @param values what a machine has of the capability; none where it has it not */
    public boolean chooses(List<String> values) {
        return !values.isEmpty()
                && parse(expression)
                        .fits(values.stream().map(CapabilityExpression::plain).toList());
    }

    @FunctionalInterface
    private interface Condition {
        boolean fits(List<String> values);
    }

    private static Condition parse(String expression) {
        var worded = WORDED.matcher(expression);
        if (worded.matches()) {
            return worded(worded.group(1), worded.group(2).strip(), expression);
        }
        if (expression.startsWith("<")
                        && expression.contains(">")
                        && !COMPARED.matcher(expression).matches()
                || expression.matches("<[a-z-]+>.*")) {
            throw new IllegalArgumentException(
                    "'" + expression
                            + "' has an operator that there is not, or nothing behind it: <in>, <all-in>, <or> and <range-in> are known");
        }
        var compared = COMPARED.matcher(expression);
        if (compared.matches()) {
            return compared(compared.group(1), compared.group(2).strip(), expression);
        }
        if (expression.matches("(s?[=!<>]=?|=)")) {
            throw new IllegalArgumentException("Nothing stands behind '" + expression + "'");
        }
        var wanted = plain(expression);
        return values -> values.contains(wanted);
    }

    private static Condition worded(String operator, String operand, String expression) {
        return switch (operator) {
            case "in" -> {
                var part = plain(operand);
                yield values -> values.stream().anyMatch(value -> value.contains(part));
            }
            case "all-in" -> {
                var parts = Stream.of(plain(operand).split("\\s+"))
                        .filter(part -> !part.isEmpty())
                        .toList();
                yield values -> !values.isEmpty()
                        && parts.stream().allMatch(part -> values.stream().anyMatch(value -> value.contains(part)));
            }
            case "or" -> {
                var choices = Stream.of(plain(operand).split("<or>", -1))
                        .map(String::strip)
                        .toList();
                if (choices.contains("")) {
                    throw new IllegalArgumentException("'" + expression + "' has an empty choice");
                }
                yield values -> values.stream().anyMatch(choices::contains);
            }
            default -> range(operand, expression);
        };
    }

    private static Condition range(String operand, String expression) {
        var range = RANGE.matcher(operand);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no range: <range-in> [ 8 64 ], or ( and ) to leave an end out");
        }
        var low = required(range.group(2), expression);
        var high = required(range.group(3), expression);
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is an empty range: its first end is above its second");
        }
        boolean withLow = range.group(1).equals("[");
        boolean withHigh = range.group(4).equals("]");
        return values -> values.stream()
                .flatMap(value -> number(value).stream())
                .anyMatch(value -> {
                    int above = value.compareTo(low);
                    int below = value.compareTo(high);
                    return (above > 0 || withLow && above == 0) && (below < 0 || withHigh && below == 0);
                });
    }

    private static Condition compared(String operator, String operand, String expression) {
        if (operator.startsWith("s")) {
            var wanted = plain(operand);
            return order(operator.substring(1), value -> Optional.of(value.compareTo(wanted)));
        }
        var wanted = required(operand, expression);
        // "=" asks for at least so much, as it does where these operators come from.
        return order(
                operator.equals("=") ? ">=" : operator, value -> number(value).map(number -> number.compareTo(wanted)));
    }

    @FunctionalInterface
    private interface Comparison {
        /** Nothing where the value cannot be compared. */
        Optional<Integer> with(String value);
    }

    private static Condition order(String operator, Comparison comparison) {
        if (operator.equals("!=")) {
            return values -> values.stream()
                    .noneMatch(value ->
                            comparison.with(value).filter(order -> order == 0).isPresent());
        }
        return values -> values.stream()
                .flatMap(value -> comparison.with(value).stream())
                .anyMatch(order -> switch (operator) {
                    case "==" -> order == 0;
                    case ">" -> order > 0;
                    case ">=" -> order >= 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    default -> throw new IllegalStateException("no operator " + operator);
                });
    }

    private static BigDecimal required(String text, String expression) {
        return number(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' in '" + expression
                        + "' is no number; texts are compared by s==, s>= and their like"));
    }

    private static Optional<BigDecimal> number(String text) {
        Matcher form = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?").matcher(text);
        return form.matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return capability + ":" + expression;
    }
}
