package dev.tokenbudget.internal.history.footprint;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A footprint in Markdown. */
final class MarkdownFootprint {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern MARKS = Pattern.compile("([\\\\`*_{}\\[\\]<>|~])");

    private MarkdownFootprint() {}

    /** Return the text of the file. */
    static String of(Footprint footprint) {
        StringBuilder text = new StringBuilder("# Token footprint, " + Days.inWords(footprint.period()) + "\n\n");
        Summary.of(footprint)
                .forEach(sentence -> text.append("- ").append(escaped(sentence)).append('\n'));
        Tables.of(footprint).forEach(table -> text.append('\n').append(table(table)));
        return text.toString();
    }

    private static String table(Table table) {
        StringBuilder text = new StringBuilder("## " + table.title() + "\n\n");
        text.append(row(table.columns().stream().map(Table.Column::title).toList()));
        text.append(table.columns().stream()
                .map(column -> column.number() ? "--:" : "---")
                .collect(Collectors.joining("|", "|", "|\n")));
        table.rows()
                .forEach(row -> text.append(row(row.stream().map(Cell::shown).toList())));
        table.notes().forEach(note -> text.append('\n').append(escaped(note)).append('\n'));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownFootprint::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escaped(String text) {
        return MARKS.matcher(LINE_BREAK.matcher(text).replaceAll(" ")).replaceAll("\\\\$1");
    }
}
