package dev.tokenbudget.internal.settings;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Surefire's patterns of test classes: {@code **}{@code /*Test.java}, {@code %ant[…]}, {@code %regex[…]}, several of them with
 * commas, and {@code !} before one that leaves out. What stands behind {@code #} selects methods and is no matter here.
 *
 * @see <a href="https://maven.apache.org/surefire/maven-surefire-plugin/examples/inclusion-exclusion.html">Surefire:
 *     inclusions and exclusions of tests</a>
 */
final class NamePatterns {

    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?![^\\[]*])");
    private static final Pattern WRAPPED = Pattern.compile("%(ant|regex)\\[(.*)]", Pattern.DOTALL);
    private static final Pattern METHODS = Pattern.compile("#[^]]*");
    private static final Pattern ENDING = Pattern.compile("\\.(java|class|groovy|kt|\\*)$");
    private static final Pattern STARS = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    private NamePatterns() {}

    /** Whether some of {@code patterns} match {@code testClass} and none that leaves out does. */
    static boolean match(List<String> patterns, String testClass) {
        String path = testClass.replace('.', '/');
        List<String> all = patterns.stream()
                .flatMap(BETWEEN::splitAsStream)
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        List<String> including =
                all.stream().filter(pattern -> !pattern.startsWith("!")).toList();
        boolean included =
                including.isEmpty() && !all.isEmpty() || including.stream().anyMatch(pattern -> matches(pattern, path));
        return included
                && all.stream()
                        .filter(pattern -> pattern.startsWith("!"))
                        .noneMatch(pattern -> matches(pattern.substring(1).strip(), path));
    }

    private static boolean matches(String pattern, String path) {
        var wrapped = WRAPPED.matcher(pattern);
        if (wrapped.matches() && wrapped.group(1).equals("regex")) {
            return matchesExpression(METHODS.matcher(wrapped.group(2)).replaceAll(""), path);
        }
        String glob =
                METHODS.matcher(wrapped.matches() ? wrapped.group(2) : pattern).replaceAll("");
        // in "it.agent.*" the star stands for classes, in "**/Review.*" for what a file may end with
        boolean wholePackage = !isPath(glob)
                && glob.endsWith(".*")
                && glob(glob + ".java").matcher(path).matches();
        return wholePackage || glob(glob).matcher(path).matches();
    }

    private static boolean isPath(String pattern) {
        return pattern.contains("/") || pattern.contains("\\");
    }

    private static boolean matchesExpression(String expression, String path) {
        try {
            Pattern compiled = Pattern.compile(expression);
            return Stream.of(path + ".class", path + ".java", path, path.replace('/', '.'))
                    .anyMatch(name -> compiled.matcher(name).matches());
        } catch (PatternSyntaxException e) {
            // Surefire fails the build for it
            return false;
        }
    }

    private static Pattern glob(String pattern) {
        String path = ENDING.matcher(pattern).replaceAll("");
        String anywhere = isPath(pattern) ? path.replace('\\', '/') : "**/" + path.replace('.', '/');
        return Pattern.compile(STARS.matcher(anywhere)
                .results()
                .map(part -> switch (part.group()) {
                    case "**/" -> "(?:.*/)?";
                    case "**" -> ".*";
                    case "*" -> "[^/]*";
                    case "?" -> "[^/]";
                    default -> Pattern.quote(part.group());
                })
                .collect(Collectors.joining()));
    }
}
