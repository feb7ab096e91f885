package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.file.FileName;
import dev.tokenbudget.internal.file.UnfitNameException;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Wildcard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A pattern of tasks and, in the next line, a name: matched as a table of all their beginnings tells, and no way out. */
final class TaskNames implements Target {

    private static final Path FOLDER = Path.of("baselines").toAbsolutePath();
    private static final int LONGEST_IN_TABLE = 500;

    @Override
    public void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String pattern = end < 0 ? text : text.substring(0, end);
        String name = end < 0 ? "" : text.substring(end + 1);
        boolean matches = Wildcard.glob(pattern).matches(name);
        if (pattern.length() < LONGEST_IN_TABLE && name.length() < LONGEST_IN_TABLE) {
            Checks.that(matches == matchesByTable(pattern, name), "the pattern matches wrongly");
        }
        if (!name.isBlank()) {
            new TaskGlob(pattern).matches(new TaskId("example.Benchmark", name));
        }
        try {
            Checks.that(isInside(FileName.in(FOLDER, FileName.of(name, ".json"))), "a task's file is outside");
            Checks.that(isInside(FileName.in(FOLDER, FileName.ofClass(name, ".json"))), "a class's file is outside");
        } catch (UnfitNameException e) {
            // A name that is refused says why.
        }
    }

    private static boolean isInside(Path file) {
        return FOLDER.equals(file.normalize().getParent());
    }

    private static boolean matchesByTable(String pattern, String name) {
        int[] of = name.codePoints().toArray();
        boolean[] matched = new boolean[of.length + 1];
        matched[0] = true;
        for (int character : pattern.codePoints().toArray()) {
            boolean[] next = new boolean[of.length + 1];
            next[0] = matched[0] && character == '*';
            for (int at = 1; at <= of.length; at++) {
                next[at] = character == '*'
                        ? matched[at] || next[at - 1]
                        : matched[at - 1] && (character == '?' || character == of[at - 1]);
            }
            matched = next;
        }
        return matched[of.length];
    }
}
