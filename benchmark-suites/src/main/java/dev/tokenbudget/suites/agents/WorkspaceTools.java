package dev.tokenbudget.suites.agents;

import dev.tokenbudget.suites.inputs.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tools that look into the files of a task. */
final class WorkspaceTools {

    private static final int LONGEST_LINE = 120;
    private static final Pattern MONEY_AS_DOUBLE = Pattern.compile("\\bdouble\\b|/ 100\\.0");
    private static final Pattern SQL_FROM_PARTS =
            Pattern.compile("\"(select|insert|update|delete) .*\" \\+", Pattern.CASE_INSENSITIVE);

    private static final List<String> AUTHORS = List.of("Ines Aalto", "Tomasz Brandt", "Lea Castellan");

    private final Workspace workspace;

    WorkspaceTools(Workspace workspace) {
        this.workspace = workspace;
    }

    AgentTool listFiles() {
        return AgentTool.of(
                "list_files", "List the files of the repository.", arguments -> String.join("\n", workspace.files()));
    }

    AgentTool readFile() {
        return AgentTool.of(
                        "read_file",
                        "Read one file of the repository in full.",
                        arguments -> workspace.read(argument(arguments, "path")))
                .with("path", "The file's path from the root of the repository");
    }

    /** Offer the same tool, with who last changed each line, and when, before it. */
    AgentTool readAnnotatedFile() {
        return readFileWithLines((path, line) -> "%07x (%s 2026-%02d-%02d %4d) "
                .formatted(
                        0x9e3779 * (line / 4 + 1),
                        AUTHORS.get(line / 4 % AUTHORS.size()),
                        line / 9 % 12 + 1,
                        line % 28 + 1,
                        line + 1));
    }

    /** Offer the same tool, with its file and number before each line, as a search tells them. */
    AgentTool readNumberedFile() {
        return readFileWithLines((path, line) -> path + ":" + (line + 1) + ": ");
    }

    private AgentTool readFileWithLines(BiFunction<String, Integer, String> prefix) {
        AgentTool plain = readFile();
        return new AgentTool(plain.name(), plain.description(), plain.parameters(), arguments -> {
            String path = argument(arguments, "path");
            List<String> lines = plain.action().apply(arguments).lines().toList();
            return IntStream.range(0, lines.size())
                    .mapToObj(line -> prefix.apply(path, line) + lines.get(line))
                    .collect(Collectors.joining("\n"));
        });
    }

    AgentTool search() {
        return AgentTool.of("search", "Find a text in the sources; tells file, line number and line.", arguments -> {
                    String text = argument(arguments, "text");
                    return matches(path -> path.endsWith(".java"), line -> line.contains(text));
                })
                .with("text", "What to look for, exactly as it is written");
    }

    AgentTool searchLog() {
        return AgentTool.of("search_log", "Find lines of the application's log by a regular expression.", arguments -> {
                    Pattern pattern = Pattern.compile(argument(arguments, "pattern"));
                    return matches(
                            path -> path.endsWith(".log"),
                            line -> pattern.matcher(line).find());
                })
                .with("pattern", "A regular expression that the line has to contain");
    }

    AgentTool runLinter() {
        return AgentTool.of("run_linter", "Run the shop's linter on one source file.", arguments -> {
                    String path = argument(arguments, "path");
                    List<String> warnings = new ArrayList<>();
                    List<String> lines = workspace.read(path).lines().toList();
                    for (int i = 0; i < lines.size(); i++) {
                        lint(path + ":" + (i + 1), lines.get(i), warnings);
                    }
                    return warnings.isEmpty() ? "No warnings." : String.join("\n", warnings);
                })
                .with("path", "The file's path from the root of the repository");
    }

    private static void lint(String place, String line, List<String> warnings) {
        if (line.length() > LONGEST_LINE) {
            warnings.add(place + " line is longer than " + LONGEST_LINE + " characters");
        }
        if (MONEY_AS_DOUBLE.matcher(line).find()) {
            warnings.add(place + " floating point near money: " + line.strip());
        }
        if (SQL_FROM_PARTS.matcher(line).find()) {
            warnings.add(place + " SQL put together from parts: " + line.strip());
        }
    }

    private String matches(Predicate<String> file, Predicate<String> line) {
        StringBuilder found = new StringBuilder();
        for (String path : workspace.files()) {
            if (file.test(path)) {
                List<String> lines = workspace.read(path).lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    if (line.test(lines.get(i))) {
                        found.append(path + ":" + (i + 1) + ": " + lines.get(i).strip() + "\n");
                    }
                }
            }
        }
        return found.isEmpty() ? "Nothing found." : found.toString();
    }

    private static String argument(Map<String, String> arguments, String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the argument " + name + " is missing");
        }
        return value;
    }
}
