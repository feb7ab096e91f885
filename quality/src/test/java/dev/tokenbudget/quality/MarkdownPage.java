package dev.tokenbudget.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as GitHub shows it. */
record MarkdownPage(Path file, String text) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *(```+).*?^ *\\1 *$");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-z]+:.*");

    static MarkdownPage of(Path file) {
        try {
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the page at {@code path} below the repository's root. */
    static MarkdownPage of(String path) {
        return of(ROOT.resolve(path));
    }

    /** Return the targets of links and pictures that lead to files of this repository. */
    List<String> relativeLinks() {
        return LINK.matcher(CODE_SPAN.matcher(prose()).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !ABSOLUTE.matcher(target).matches())
                .toList();
    }

    /** Return whether {@code link} leads to a file, and to a heading of it where it names one. */
    boolean resolves(String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? file
                : file.resolveSibling(parts[0]).toAbsolutePath().normalize();
        boolean exists = Files.exists(target);
        return parts.length == 1
                ? exists
                : exists && MarkdownPage.of(target).anchors().contains(parts[1]);
    }

    /** Return the code that stands within sentences. */
    List<String> codeSpans() {
        return CODE_SPAN.matcher(prose()).results().map(span -> span.group(1)).toList();
    }

    /** Return the cells of the rows of the table whose first column has this heading. */
    List<List<String>> table(String firstColumn) {
        return text.lines()
                .map(String::strip)
                .dropWhile(line -> !line.startsWith("| " + firstColumn + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|-"))
                .skip(1)
                .map(MarkdownPage::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|")).skip(1).map(String::strip).toList();
    }

    private Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> used = new HashMap<>();
        headings().forEach(heading -> {
            String anchor = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = used.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private Stream<String> headings() {
        return HEADING.matcher(prose()).results().map(heading -> heading.group(1));
    }

    private String prose() {
        return CODE_BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return ROOT.relativize(file.toAbsolutePath()).toString();
    }
}
