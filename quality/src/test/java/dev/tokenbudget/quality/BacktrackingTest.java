package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every regular expression of ours looks at each character of whatever text a bounded number of times: no name, prompt or
 * answer makes it backtrack for long, or overflow the stack.
 */
class BacktrackingTest {

    /** An expression in a call, as in {@code text.replaceAll("…", "")}; those that are put together are fields. */
    private static final Pattern IN_A_CALL =
            Pattern.compile("(?:Pattern\\.compile|replaceAll|replaceFirst|split|matches|form)"
                    + "\\(\\s*\"((?:[^\"\\\\\n]|\\\\.)*+)\"(?=\\s*[,)])");

    private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)\\\\u([0-9a-fA-F]{4})");
    private static final Pattern FIELD = Pattern.compile("static final Pattern (\\w+)");
    private static final Pattern NAME_OF_PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    /** What looks only at text of the project itself, or of its own build. */
    private static final List<String> OF_THE_PROJECT = List.of(
            "/benchmark-suites/",
            "/testkit/",
            "/maven-plugin/",
            "/junit-extension/",
            "/settings/NamePatterns.java",
            "/report/ci/SourceTree.java");

    @TestFactory
    Stream<DynamicTest> no_text_makes_an_expression_backtrack_for_long() throws IOException {
        return expressions().entrySet().stream()
                .map(expression -> DynamicTest.dynamicTest(
                        expression.getKey(),
                        () -> assertThat(expression.getValue().costly()).isEmpty()));
    }

    @Test
    void expressions_are_found() throws IOException {
        assertThat(expressions().keySet()).hasSizeGreaterThan(150).anyMatch(name -> name.startsWith("Secret"));
    }

    @Test
    void would_not_pass_with_expressions_that_backtrack() {
        for (String expression : List.of("(a+)+b", "(\\w|\\d)*!", "\\s*,", "(?:[.,]\\d+)*", "a.*b.*c")) {
            assertThat(new Expression(Pattern.compile(expression), true).costly())
                    .as(expression)
                    .isPresent();
        }
    }

    private static SortedMap<String, Expression> expressions() throws IOException {
        SortedMap<String, Expression> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MarkdownPage.ROOT)) {
            for (Path file : files.filter(BacktrackingTest::isOfTheProduct).toList()) {
                String source = Files.readString(file);
                String type = file.getFileName().toString().replace(".java", "");
                IN_A_CALL.matcher(source).results().forEach(call -> {
                    String expression = withoutEscapes(call.group(1));
                    compiled(expression)
                            .ifPresent(pattern -> found.put(
                                    type + ": " + expression, new Expression(pattern, isSearch(call.group()))));
                });
                FIELD.matcher(source)
                        .results()
                        .map(field -> field.group(1))
                        .forEach(field -> found.put(
                                type + "." + field,
                                new Expression(valueOf(source, type, field), isSearched(source, field))));
            }
        }
        return found;
    }

    private static String withoutEscapes(String literal) {
        return UNICODE.matcher(literal)
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)))
                .translateEscapes();
    }

    /** Some methods of those names take other texts. */
    private static Optional<Pattern> compiled(String expression) {
        try {
            return Optional.of(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the call looks for the expression within a text; one that is compiled is looked at as a field. */
    private static boolean isSearch(String call) {
        return call.startsWith("replace") || call.startsWith("split");
    }

    private static boolean isSearched(String source, String field) {
        boolean matched = Pattern.compile("Matcher (\\w+) = " + field + "\\.matcher")
                .matcher(source)
                .results()
                .anyMatch(matcher -> source.contains(matcher.group(1) + ".matches()"));
        if (matched) {
            return false;
        }
        return Pattern.compile("(?<![.\\w])" + field
                        + "\\b(?!\\s*=)(?!\\s*\\.matcher\\([^;]{0,80}\\)\\s*\\.(?:matches|lookingAt)\\()")
                .matcher(source)
                .find();
    }

    private static boolean isOfTheProduct(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java")
                && path.contains("/src/main/java/")
                && !path.contains("/target/")
                && OF_THE_PROJECT.stream().noneMatch(path::contains);
    }

    private static Pattern valueOf(String source, String type, String field) {
        String inPackage = NAME_OF_PACKAGE
                .matcher(source)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        try {
            var declared = Class.forName(inPackage + "." + type).getDeclaredField(field);
            declared.setAccessible(true);
            return (Pattern) declared.get(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new AssertionError(
                    type + "." + field + " cannot be read: make it a field of the file's own class", e);
        }
    }
}
