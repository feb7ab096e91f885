package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptItem;
import dev.tokenbudget.usage.PromptSections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what the prompts of one run were made of so that a long conversation does not grow with the square of its calls:
 * each item stands once in the run's list, and each call says how many items it has in common with the call before of the
 * same agent, from their begin, and then, by their places in that list, the others.
 */
final class PromptItems {

    private final Map<PromptItem, Integer> places;
    private final List<PromptItem> known;
    private final Map<String, List<PromptItem>> latest = new HashMap<>();

    PromptItems() {
        this(List.of());
    }

    PromptItems(List<PromptItem> known) {
        this.known = new ArrayList<>(known);
        this.places = new LinkedHashMap<>();
    }

    /** Return the items that were written so far. */
    List<PromptItem> known() {
        return List.copyOf(known);
    }

    /** Return the form of the next call's items: how many are as before, then the places of the others; empty where it has none. */
    List<Integer> write(ModelCall call) {
        List<PromptItem> items = call.prompt().map(PromptSections::items).orElse(List.of());
        if (items.isEmpty()) {
            return List.of();
        }
        List<PromptItem> before = before(call.agent().orElse(""), items);
        int same = 0;
        while (same < Math.min(before.size(), items.size()) && before.get(same).equals(items.get(same))) {
            same++;
        }
        List<Integer> written = new ArrayList<>(List.of(same));
        items.stream().skip(same).map(this::place).forEach(written::add);
        return written;
    }

    /**
     * Return the items of the next call of {@code agent}.
     *
     * @throws IllegalArgumentException if {@code written} names items that there are not
     */
    List<PromptItem> read(String agent, List<Integer> written) {
        if (written.isEmpty()) {
            return List.of();
        }
        List<PromptItem> before = latest.getOrDefault(agent, List.of());
        int same = written.get(0);
        if (same < 0 || same > before.size()) {
            throw new IllegalArgumentException("A prompt has its first " + same
                    + " items in common with the one before, which" + " has " + before.size() + ".");
        }
        List<PromptItem> items = new ArrayList<>(before.subList(0, same));
        written.stream().skip(1).map(this::item).forEach(items::add);
        latest.put(agent, items);
        return items;
    }

    private List<PromptItem> before(String agent, List<PromptItem> items) {
        List<PromptItem> before = latest.put(agent, items);
        return before == null ? List.of() : before;
    }

    private int place(PromptItem item) {
        Integer place = places.get(item);
        if (place == null) {
            place = known.size();
            places.put(item, place);
            known.add(item);
        }
        return place;
    }

    private PromptItem item(int place) {
        if (place < 0 || place >= known.size()) {
            throw new IllegalArgumentException(
                    "A prompt has the item " + place + " of its run, which has " + known.size() + ".");
        }
        return known.get(place);
    }
}
