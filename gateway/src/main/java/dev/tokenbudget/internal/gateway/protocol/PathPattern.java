package dev.tokenbudget.internal.gateway.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Requests whose path ends as a pattern says: {@code /files/*}, or {@code POST /files}. A star stands for anything within
 * one part of the path, whatever a host puts before the pattern does not matter.
 *
 * @param method the HTTP method; empty for any
 * @param end what the path ends with
 */
public record PathPattern(Optional<String> method, Pattern end) {

    private static final Pattern WORD = Pattern.compile("v\\d++[a-z0-9]*+|[A-Za-z]++([-_.:][A-Za-z]++)*+|:[A-Za-z]+");
    private static final int LONGEST_WORD = 40;

    /** Return the pattern that {@code text} is, such as {@code POST /threads/*}{@code /messages}. */
    public static PathPattern parse(String text) {
        String[] words = text.strip().split("\\s+");
        String path = words[words.length - 1];
        String expression =
                Arrays.stream(path.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*"));
        return new PathPattern(
                words.length == 1 ? Optional.empty() : Optional.of(words[0]), Pattern.compile(expression + "$"));
    }

    /** Return the patterns in a list that commas separate; an empty text has none. */
    public static List<PathPattern> parseAll(String texts) {
        return Arrays.stream(texts.split(","))
                .filter(text -> !text.isBlank())
                .map(PathPattern::parse)
                .toList();
    }

    /** Whether {@code request} is meant. */
    public boolean matches(ModelRequest request) {
        return method.filter(name -> !name.equalsIgnoreCase(request.method())).isEmpty()
                && end.matcher(request.path()).find();
    }

    /**
     * Return {@code path} with stars in place of what may be an id, a key or a private name, so that it can be shown,
     * and used as a pattern.
     */
    public static String withoutNames(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> part.isEmpty()
                                || (part.length() <= LONGEST_WORD
                                        && WORD.matcher(part).matches())
                        ? part
                        : "*")
                .collect(Collectors.joining("/"));
    }
}
