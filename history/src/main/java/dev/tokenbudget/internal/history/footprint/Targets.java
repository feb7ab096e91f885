package dev.tokenbudget.internal.history.footprint;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a footprint is held to.
 *
 * @param limits a limit for each figure that has one
 */
public record Targets(Map<Efficiency, Double> limits) {

    private static final Pattern COMMA = Pattern.compile(",");

    public Targets {
        EnumMap<Efficiency, Double> copy = new EnumMap<>(Efficiency.class);
        copy.putAll(limits);
        limits = Collections.unmodifiableMap(copy);
    }

    /**
     * Return the targets of a setting.
     *
     * @param text such as {@code tokensPerRun=20000, cacheHitRate=0.6}; empty for none
     * @throws IllegalArgumentException if it is of another form; the message says what is allowed
     */
    public static Targets parse(String text) {
        Map<Efficiency, Double> limits = new EnumMap<>(Efficiency.class);
        COMMA.splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    int sign = part.indexOf('=');
                    if (sign < 0) {
                        throw new IllegalArgumentException(
                                "A target has a name and a number, tokensPerRun=20000, but got '" + part + "'.");
                    }
                    limits.put(
                            Efficiency.named(part.substring(0, sign).strip()),
                            number(part.substring(sign + 1).strip(), part));
                });
        return new Targets(limits);
    }

    private static double number(String text, String part) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number) && number >= 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw new IllegalArgumentException("A target is a number of 0 or more, but got '" + part + "'.");
    }
}
