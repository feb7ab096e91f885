package dev.tokenbudget.suites.agents;

import java.util.List;
import java.util.Map;

/** Descriptions of tools as a handbook has them, in place of one sentence each: each call pays for them. */
final class ToolHandbook {

    private static final Map<String, String> DESCRIPTIONS =
            Map.of("list_files", """
                    List all files of the repository, one path a line, relative to its root and sorted by name. Generated files, \
                    build folders and files that are ignored by version control are left out; so are pictures and archives. Use \
                    this tool once at the beginning to learn how the repository is laid out, and not again, because the list does \
                    not change while you work. Paths from this list can be handed to read_file as they are. The list is not \
                    shortened; in large repositories it may have several thousand lines.""", "read_file", """
                    Read one file of the repository in full and return its text as it is, with tabs and line ends unchanged. Use \
                    this tool when you know which file you need, for example from a stack trace, where booking.SlotPlanner \
                    stands for src/main/java/booking/SlotPlanner.java. Read a file before you say anything about it, and prefer \
                    reading one file in full to guessing from its name. If the file does not exist, an error is returned that \
                    names the files that do. Binary files cannot be read. Files are those of the deployed version and not of \
                    the main branch.""", "search_log", """
                    Find lines of the application's log by a regular expression in the syntax of java.util.regex and return them \
                    in the order in which they were written, each with its file and line number. The expression has to be found \
                    somewhere in the line and need not match the whole of it. Lines begin with a time stamp that has an offset, \
                    such as 2026-03-29T00:55:00.000+01:00, followed by the level, the thread in brackets and the logger. Escape \
                    brackets and dots by a backslash. Begin with a narrow expression and widen it when nothing is found; an \
                    expression that matches every line returns the whole log, which is rarely what you want.""");

    private ToolHandbook() {}

    static List<AgentTool> describe(List<AgentTool> tools) {
        return tools.stream()
                .map(tool -> new AgentTool(
                        tool.name(),
                        DESCRIPTIONS.getOrDefault(tool.name(), tool.description()),
                        tool.parameters(),
                        tool.action()))
                .toList();
    }
}
