package dev.tokenbudget.internal.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds lists that begin alike. A conversation repeats its history in every request: each list of messages is then the
 * former one and some more.
 */
final class SharedBeginnings {

    /** The first items of one or more lists. */
    private static final class Beginning {
        private final Optional<Beginning> shorter;
        private final int items;
        private final Map<Value, Beginning> longer = new HashMap<>();
        private boolean isWhole;

        Beginning(Optional<Beginning> shorter, int items) {
            this.shorter = shorter;
            this.items = items;
        }

        /** Whether more than one list is written with these items. */
        boolean isShared() {
            return items >= 2 && (isWhole || longer.size() > 1);
        }
    }

    private final ValuesJson values;

    SharedBeginnings(ValuesJson values) {
        this.values = values;
    }

    /** Tell each list, and each text, what it begins with. */
    void find() {
        List<Value> lists = new ArrayList<>();
        values.all().stream().filter(value -> value.kind() == Value.Kind.LIST).forEach(lists::add);
        Map<Value, Beginning> ends = new HashMap<>();
        Beginning none = new Beginning(Optional.empty(), 0);
        for (Value list : lists) {
            Beginning end = none;
            for (Value item : list.children()) {
                Beginning before = end;
                end = before.longer.computeIfAbsent(item, next -> new Beginning(Optional.of(before), before.items + 1));
            }
            end.isWhole = true;
            ends.put(list, end);
        }
        lists.forEach(list -> beginsWith(list, ends.getOrDefault(list, none)));
    }

    private void beginsWith(Value list, Beginning end) {
        Optional<Beginning> shared = end.shorter;
        while (shared.isPresent() && !shared.get().isShared()) {
            shared = shared.get().shorter;
        }
        if (shared.isEmpty() || list.beginning().isPresent()) {
            return;
        }
        Value beginning = values.list(List.copyOf(list.children().subList(0, shared.get().items)));
        if (beginning.isReferable()) {
            list.beginsWith(beginning);
            beginsWith(beginning, shared.get());
        }
    }
}
