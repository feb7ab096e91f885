package dev.tokenbudget.internal.history.importing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/**
 * Reads rows under a header (RFC 4180). A row with another number of cells than the header is left out.
 */
final class CsvReader {

    private final RecordHandler handler;

    CsvReader(RecordHandler handler) {
        this.handler = handler;
    }

    void read(Reader file) throws IOException {
        CsvRows rows = new CsvRows(file);
        if (!rows.next()) {
            return;
        }
        List<String> header = rows.cells();
        while (rows.next()) {
            if (rows.isCut()) {
                handler.unreadable(rows.line(), "it ends within quotes");
            } else if (rows.cells().size() != header.size()) {
                handler.unreadable(
                        rows.line(), "it has " + rows.cells().size() + " cells where the header has " + header.size());
            } else {
                handler.record(rows.line(), new Fields(row(header, rows.cells())));
            }
        }
    }

    private static ObjectNode row(List<String> header, List<String> cells) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i).strip(), cells.get(i));
        }
        return row;
    }
}
