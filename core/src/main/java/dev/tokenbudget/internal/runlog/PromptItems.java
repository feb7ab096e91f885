package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
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

    private final Map<Item, Integer> places;
    private final List<Item> known;
    private final Map<String, List<Item>> latest = new HashMap<>();

    PromptItems() {
        this(List.of());
    }

    PromptItems(List<Item> known) {
        this.known = new ArrayList<>(known);
        this.places = new LinkedHashMap<>();
    }

    /** Return the items that were written so far. */
    List<Item> known() {
        return List.copyOf(known);
    }

    /** Return the form of the next call's items: how many are as before, then the places of the others; empty where it has none. */
    List<Integer> write(ModelCall call) {
        List<Item> items = call.prompt().map(PromptSections::items).orElse(List.of());
        if (items.isEmpty()) {
            return List.of();
        }
        List<Item> before = before(call.agent().orElse(""), items);
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
    List<Item> read(String agent, List<Integer> written) {
        if (written.isEmpty()) {
            return List.of();
        }
        List<Item> before = latest.getOrDefault(agent, List.of());
        int same = written.get(0);
        if (same < 0 || same > before.size()) {
            throw new IllegalArgumentException("A prompt has its first " + same
                    + " items in common with the one before, which" + " has " + before.size() + ".");
        }
        List<Item> items = new ArrayList<>(before.subList(0, same));
        written.stream().skip(1).map(this::item).forEach(items::add);
        latest.put(agent, items);
        return items;
    }

    private List<Item> before(String agent, List<Item> items) {
        List<Item> before = latest.put(agent, items);
        return before == null ? List.of() : before;
    }

    private int place(Item item) {
        Integer place = places.get(item);
        if (place == null) {
            place = known.size();
            places.put(item, place);
            known.add(item);
        }
        return place;
    }

    private Item item(int place) {
        if (place < 0 || place >= known.size()) {
            throw new IllegalArgumentException(
                    "A prompt has the item " + place + " of its run, which has " + known.size() + ".");
        }
        return known.get(place);
    }
}
