package dev.tokenbudget.internal.history.alert;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a rule from its parts. */
final class RuleParser {

    private static final Set<String> PARTS = new TreeSet<>(
            Set.of("name", "when", "task", "above", "below", "yellow", "red", "critical", "minCalls", "then"));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+%*?,-]{0,79}");
    private static final Pattern CALLS = Pattern.compile("[1-9]\\d{0,8}");
    private static final String DEFAULT_MIN_CALLS = "20";

    private final String place;
    private final Map<String, String> parts;

    /**
     * @param place where the rule is, such as {@code POM, alert 2}
     * @param parts its parts by name
     */
    RuleParser(String place, Map<String, String> parts) {
        this.place = place;
        this.parts = parts;
    }

    AlertRule rule() {
        parts.keySet().stream()
                .filter(part -> !PARTS.contains(part))
                .findFirst()
                .ifPresent(part -> {
                    throw new MalformedAlertException(place + ": there is no <" + part + ">. The parts of an alert are "
                            + String.join(", ", PARTS) + ".");
                });
        Measure measure = Measure.named(part("when", ""))
                .orElseThrow(() -> unfit("when", part("when", ""), "Use one of " + Measure.keys() + "."));
        String task = part("task", "*");
        if (!measure.isOfTasks() && !task.equals("*")) {
            throw unfit("task", task, "Providers do not report tasks: leave it out.");
        }
        boolean isMinimum = parts.containsKey("below");
        return new AlertRule(
                matching(
                        "name",
                        part("name", defaultName(measure)),
                        NAME,
                        "Use up to 80 letters, digits, spaces and . _ + % * ? , -"),
                measure,
                task,
                isMinimum,
                limits(measure, isMinimum),
                Integer.parseInt(matching(
                        "minCalls",
                        part("minCalls", DEFAULT_MIN_CALLS),
                        CALLS,
                        "Use a whole number of calls, such as 20.")),
                matching("then", part("then", "warn"), Pattern.compile("warn|fail"), "Use warn or fail.")
                        .equals("fail"));
    }

    /** What is not named is known by what it looks at and by its limits, so that two of one kind are not taken for one. */
    private String defaultName(Measure measure) {
        StringBuilder name = new StringBuilder(measure.key());
        for (String part : new String[] {"task", "above", "below", "yellow", "red", "critical"}) {
            if (parts.containsKey(part)) {
                name.append(' ')
                        .append(part)
                        .append(' ')
                        .append(part(part, "").replaceAll("[^A-Za-z0-9 ._+%*?,-]+", "."));
            }
        }
        return name.length() > 80 ? name.substring(0, 80) : name.toString();
    }

    private Map<Level, Double> limits(Measure measure, boolean isMinimum) {
        Map<Level, Double> limits = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            if (parts.containsKey(level.key())) {
                limits.put(level, limit(measure, level.key()));
            }
        }
        boolean single = isMinimum || parts.containsKey("above");
        if (single == !limits.isEmpty() || isMinimum && parts.containsKey("above")) {
            throw new MalformedAlertException(place
                    + ": an alert has one limit, <above> or <below>, or up to three: <yellow>, <red> and <critical>.");
        }
        if (single) {
            limits.put(Level.RED, limit(measure, isMinimum ? "below" : "above"));
        }
        requireAscending(limits);
        return limits;
    }

    private double limit(Measure measure, String part) {
        String value = part(part, "");
        OptionalDouble number = measure.unit().parse(value);
        return number.orElseThrow(
                () -> unfit(part, value, "Use " + measure.unit().allowed() + "."));
    }

    private void requireAscending(Map<Level, Double> limits) {
        double last = Double.NEGATIVE_INFINITY;
        for (double limit : limits.values()) {
            if (limit <= last) {
                throw new MalformedAlertException(place
                        + ": <yellow>, <red> and <critical> are to ascend, from the least urgent to the most urgent.");
            }
            last = limit;
        }
    }

    private String part(String name, String otherwise) {
        return parts.getOrDefault(name, otherwise).strip();
    }

    private String matching(String part, String value, Pattern form, String allowed) {
        if (!form.matcher(value).matches()) {
            throw unfit(part, value, allowed);
        }
        return value;
    }

    private MalformedAlertException unfit(String part, String value, String allowed) {
        return new MalformedAlertException(
                place + ": <" + part + ">" + value + "</" + part + "> cannot be used. " + allowed);
    }
}
