package dev.tokenbudget.internal.explanation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tools that changed together, and so are one cause.
 *
 * @param kind what changed
 * @param tools their names, sorted
 * @param server the MCP server that all of them are of, where they are several
 */
record ToolGroup(ToolChange.Kind kind, List<String> tools, Optional<String> server) {

    /** A tool that makes less of what changed in the same way than one part in so many is told with others. */
    private static final int PARTS = 4;

    /** Return which group each change of a tool is in. */
    static Map<ToolChange, ToolGroup> of(List<Share> shares) {
        Map<ToolChange.Kind, SortedMap<String, Double>> sizes = new LinkedHashMap<>();
        shares.forEach(share -> share.tool()
                .ifPresent(change -> sizes.computeIfAbsent(change.kind(), kind -> new TreeMap<>())
                        .merge(change.tool(), share.tokens(), Double::sum)));
        Map<ToolChange, ToolGroup> groups = new LinkedHashMap<>();
        sizes.forEach((kind, tools) -> (kind == ToolChange.Kind.RESULTS ? alone(kind, tools) : together(kind, tools))
                .forEach(group -> group.tools.forEach(tool -> groups.put(new ToolChange(tool, kind), group))));
        return groups;
    }

    private static List<ToolGroup> alone(ToolChange.Kind kind, Map<String, Double> tools) {
        return tools.keySet().stream()
                .map(tool -> new ToolGroup(kind, List.of(tool), Optional.empty()))
                .toList();
    }

    private static List<ToolGroup> together(ToolChange.Kind kind, SortedMap<String, Double> tools) {
        Map<String, TreeSet<String>> byServer = new TreeMap<>();
        tools.keySet()
                .forEach(tool -> ToolServer.of(tool)
                        .ifPresent(server -> byServer.computeIfAbsent(server, first -> new TreeSet<>())
                                .add(tool)));
        List<ToolGroup> groups = new ArrayList<>();
        SortedMap<String, Double> others = new TreeMap<>(tools);
        byServer.forEach((server, ofServer) -> {
            if (ofServer.size() > 1) {
                groups.add(new ToolGroup(kind, List.copyOf(ofServer), Optional.of(server)));
                others.keySet().removeAll(ofServer);
            }
        });
        double all = others.values().stream().mapToDouble(Math::abs).sum();
        List<String> small = others.keySet().stream()
                .filter(tool -> Math.abs(others.getOrDefault(tool, 0.0)) * PARTS < all)
                .toList();
        if (!small.isEmpty()) {
            groups.add(new ToolGroup(kind, small, Optional.empty()));
            others.keySet().removeAll(small);
        }
        groups.addAll(alone(kind, others));
        return groups;
    }

    /** Return which tools these are and what changed, such as "definition of search (rewritten)". */
    String label() {
        if (kind == ToolChange.Kind.RESULTS) {
            return "results of " + names();
        }
        if (server.isPresent()) {
            return "MCP server " + plain(server.get()) + " (" + tools.size() + " tools " + kind.words() + ")";
        }
        return tools.size() == 1
                ? "definition of " + names() + " (" + kind.words() + ")"
                : "definitions of " + tools.size() + " tools (" + kind.words() + ": " + names() + ")";
    }

    /** Return the names of the tools: of many, the first three. */
    String names() {
        return names(tools);
    }

    static String names(List<String> tools) {
        String first =
                String.join(", ", tools.stream().limit(3).map(ToolGroup::plain).toList());
        return tools.size() > 3 ? first + " and " + (tools.size() - 3) + " more" : first;
    }

    /** Nothing of a name breaks a line. */
    private static String plain(String name) {
        return name.replaceAll("\\p{Cntrl}", " ");
    }
}
