package dev.tokenbudget.internal.explanation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which MCP server a tool is of, where its name says so, as clients of MCP write it. */
final class ToolServer {

    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("(?s)mcp__(.+?)__.+"),
            Pattern.compile("(?s)mcp[._/:-]([^._/:-]+)[._/:-].+"),
            Pattern.compile("(?s).+_mcp_(.+)"),
            Pattern.compile("(?s)([A-Za-z0-9][A-Za-z0-9-]*)__.+"));

    private ToolServer() {}

    static Optional<String> of(String tool) {
        return NAMES.stream()
                .map(name -> name.matcher(tool))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .findFirst();
    }
}
