package dev.tokenbudget.internal.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which values of a recording stand in it once, although they are used more often, and how they are called. */
final class SharedParts {

    private final Map<Value, Integer> uses = new HashMap<>();
    private final Map<Value, String> names = new LinkedHashMap<>();
    private final Map<String, Integer> counters = new HashMap<>();

    /**
     * Find what is used more than once.
     *
     * @param roots what stands in the file, in its order
     * @param values all values that there are
     */
    SharedParts(List<Root> roots, ValuesJson values) {
        roots.forEach(root -> uses.merge(root.value(), 1, Integer::sum));
        List<Value> largestFirst = new ArrayList<>(values.all());
        largestFirst.sort(Comparator.comparingLong(Value::length).reversed());
        for (Value value : largestFirst) {
            int times = isShared(value) ? 1 : uses.getOrDefault(value, 0);
            if (times > 0) {
                value.referred().forEach(child -> uses.merge(child, times, Integer::sum));
            }
        }
        roots.forEach(root -> name(root.value(), root.field()));
    }

    /** A value that stands in a field of an exchange. */
    record Root(String field, Value value) {}

    private boolean isShared(Value value) {
        return value.isReferable() && uses.getOrDefault(value, 0) > 1;
    }

    private void name(Value value, String field) {
        if (isShared(value)) {
            if (names.containsKey(value)) {
                return;
            }
            String telling = field.matches("[A-Za-z0-9_]{1,40}") ? field : "part";
            names.put(value, telling + "-" + counters.merge(telling, 1, Integer::sum));
        }
        List<Value> referred = value.referred();
        for (int i = 0; i < referred.size(); i++) {
            boolean named =
                    value.kind() == Value.Kind.OBJECT && !value.names().get(i).startsWith("$");
            name(referred.get(i), named ? value.names().get(i) : field);
        }
    }

    /** Return the name of a value that stands among the parts. */
    Optional<String> nameOf(Value value) {
        return Optional.ofNullable(names.get(value));
    }

    /** Return the values that stand among the parts with their names, in the order in which the file comes to them. */
    Map<Value, String> all() {
        return names;
    }
}
