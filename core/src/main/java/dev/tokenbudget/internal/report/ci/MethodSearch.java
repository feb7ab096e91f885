package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds a test method in the text of its class. */
final class MethodSearch {

    private MethodSearch() {}

    /** Return the number of the line that declares the method of {@code task}, or gives the task its name. */
    static Optional<Integer> line(List<String> lines, TaskId task) {
        String name = Pattern.quote(task.name().replaceFirst("\\[.*", ""));
        // a type or a keyword stands before the name: else it is a call
        Pattern declaration =
                Pattern.compile("^(?!\\s*(return|new|throw|//|\\*)\\b?).*[\\w>\\]]\\s+`?" + name + "`?\\s*\\(");
        Pattern annotation = Pattern.compile("\\btask\\s*=\\s*\"" + name + "\"");
        return first(lines, declaration).or(() -> first(lines, annotation));
    }

    private static Optional<Integer> first(List<String> lines, Pattern pattern) {
        return IntStream.range(0, lines.size())
                .filter(i -> pattern.matcher(lines.get(i)).find())
                .mapToObj(i -> i + 1)
                .findFirst();
    }
}
