package dev.tokenbudget.internal.history.footprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A footprint as comma-separated values by RFC 4180, a file for each table. */
final class CsvFootprint {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

    /** A spreadsheet would take text that begins so for a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");

    private CsvFootprint() {}

    /** Return the texts of the files by their names. */
    static Map<String, String> of(Footprint footprint) {
        Map<String, String> files = new LinkedHashMap<>();
        Tables.of(footprint).forEach(table -> files.put("footprint-" + table.name() + ".csv", file(table)));
        return files;
    }

    private static String file(Table table) {
        StringBuilder text = new StringBuilder(
                row(table.columns().stream().map(Table.Column::key).toList()));
        for (List<Cell> row : table.rows()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                String raw = row.get(i).raw();
                values.add(table.columns().get(i).number() ? raw : harmless(raw));
            }
            text.append(row(values));
        }
        return text.toString();
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }

    private static String row(List<String> values) {
        return values.stream().map(CsvFootprint::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        return NEEDS_QUOTES.matcher(value).find() ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
