package dev.tokenbudget.internal.price;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's name tells of its place among its maker's models. Price lists seldom say which models are no longer offered.
 *
 * @param family the first word of its name, such as {@code claude}
 * @param generation the first number of one or two digits in its name that is no size, such as 4 of {@code claude-haiku-4-5};
 *     empty where there is none
 */
public record ModelLine(String family, OptionalInt generation) {

    /** Regions, resellers and makers, such as {@code global.anthropic.}. */
    private static final Pattern PREFIX = Pattern.compile("^.*[/.](?=[a-z])");

    private static final Pattern FAMILY = Pattern.compile("^[a-z]+");
    private static final Pattern GENERATION = Pattern.compile("(?<!\\d)\\d{1,2}(?![\\db])");

    /** Read the name of a model, such as a price list has it. */
    public static ModelLine of(String model) {
        String name = PREFIX.matcher(model.toLowerCase(Locale.ROOT)).replaceFirst("");
        Matcher family = FAMILY.matcher(name);
        Matcher generation = GENERATION.matcher(name);
        return new ModelLine(
                family.find() ? family.group() : name,
                generation.find() ? OptionalInt.of(Integer.parseInt(generation.group())) : OptionalInt.empty());
    }
}
