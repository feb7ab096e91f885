package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.GroupedUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The agents of the scatter plot: each has a colour and a letter.
 *
 * @param ofTasks the agent of each task: the one that used most of its tokens
 * @param inOrder the agents that have a colour of their own, those that used most first
 */
record Agents(Map<String, String> ofTasks, List<String> inOrder) {

    /** So many colours can be told apart. */
    private static final int MOST = 6;

    /**
     * An agent as the legend shows it.
     *
     * @param style the name of its style
     * @param letter stands for the agent where colours cannot be told apart
     * @param name its name
     */
    record Key(String style, String letter, String name) {}

    static Agents of(Contents contents) {
        Map<String, String> ofTasks = new HashMap<>();
        Map<String, Long> most = new HashMap<>();
        Map<String, Long> all = new HashMap<>();
        for (GroupedUsage usage : contents.usage(contents.spans().recent(), Set.of(Dimension.TASK, Dimension.AGENT))) {
            String agent = usage.value(Dimension.AGENT);
            String task = usage.value(Dimension.TASK);
            long tokens = tokens(usage.sum());
            all.merge(agent, tokens, Long::sum);
            if (tokens > most.getOrDefault(task, -1L)) {
                most.put(task, tokens);
                ofTasks.put(task, agent);
            }
        }
        List<String> inOrder = new ArrayList<>(Set.copyOf(ofTasks.values()));
        inOrder.sort(Comparator.<String>comparingLong(agent -> -all.getOrDefault(agent, 0L))
                .thenComparing(Comparator.naturalOrder()));
        return new Agents(ofTasks, inOrder);
    }

    private static long tokens(UsageSum sum) {
        return sum.tokens();
    }

    /** Return the agent's name, or words where it has none. */
    static String name(String agent) {
        return agent.isEmpty() ? "no agent named" : agent;
    }

    /** Return the key of the agent of {@code task}. */
    Key of(String task) {
        String agent = ofTasks.getOrDefault(task, "");
        int place = inOrder.indexOf(agent);
        return place >= 0 && place < MOST ? key(place) : new Key("others", "·", name(agent));
    }

    /** Return what the legend shows. */
    List<Key> legend() {
        List<Key> legend = new ArrayList<>();
        for (int place = 0; place < Math.min(MOST, inOrder.size()); place++) {
            legend.add(key(place));
        }
        if (inOrder.size() > MOST) {
            legend.add(new Key("others", "·", (inOrder.size() - MOST) + " others"));
        }
        return legend;
    }

    private Key key(int place) {
        return new Key("agent" + place, String.valueOf((char) ('A' + place)), name(inOrder.get(place)));
    }
}
