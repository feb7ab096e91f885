package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.text.CsvRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A footprint as comma-separated values by RFC 4180, a file for each table. */
final class CsvFootprint {

    private CsvFootprint() {}

    /** Return the texts of the files by their names. */
    static Map<String, String> of(Footprint footprint) {
        Map<String, String> files = new LinkedHashMap<>();
        Tables.of(footprint).forEach(table -> files.put("footprint-" + table.name() + ".csv", file(table)));
        return files;
    }

    private static String file(Table table) {
        StringBuilder text = new StringBuilder(
                CsvRow.of(table.columns().stream().map(Table.Column::key).toList()));
        for (List<Cell> row : table.rows()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                String raw = row.get(i).raw();
                values.add(table.columns().get(i).number() ? raw : CsvRow.text(raw));
            }
            text.append(CsvRow.of(values));
        }
        return text.toString();
    }
}
