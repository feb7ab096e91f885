package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.text.ForeignMarkdown;
import java.util.List;
import java.util.stream.Collectors;

/** A footprint in Markdown. */
final class MarkdownFootprint {

    private MarkdownFootprint() {}

    /** Return the text of the file. */
    static String of(Footprint footprint) {
        StringBuilder text = new StringBuilder("# Token footprint, " + Days.inWords(footprint.period()) + "\n\n");
        Summary.of(footprint)
                .forEach(sentence ->
                        text.append("- ").append(ForeignMarkdown.of(sentence)).append('\n'));
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
        table.notes()
                .forEach(note ->
                        text.append('\n').append(ForeignMarkdown.of(note)).append('\n'));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(ForeignMarkdown::of).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
