package dev.tokenbudget.run;

import java.util.regex.Pattern;

/**
 * Chooses tasks by name: {@code *} stands for any text, {@code ?} for one character; matched against the task's name, its
 * short name ({@code ReviewBenchmark.reviews}) and its full name ({@code com.acme.ReviewBenchmark#reviews}).
 *
 * @param pattern the glob
 */
public record TaskGlob(String pattern) {

    /** Return whether {@code task} is chosen. */
    public boolean matches(TaskId task) {
        Pattern compiled = compile();
        return compiled.matcher(task.name()).matches()
                || compiled.matcher(task.shortName()).matches()
                || compiled.matcher(task.toString()).matches();
    }

    private Pattern compile() {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(character -> {
            switch (character) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(character)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
