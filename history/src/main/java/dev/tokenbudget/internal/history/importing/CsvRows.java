package dev.tokenbudget.internal.history.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** The rows of CSV, one by one: cells in quotes hold commas, line breaks, and quotes as two. Blank lines are no rows. */
final class CsvRows {

    private static final int END = -1;

    private final BufferedReader file;
    private List<String> cells = List.of();
    private char separator = ',';
    private long nextLine = 1;
    private long line;
    private boolean cut;

    CsvRows(Reader file) {
        this.file = new BufferedReader(file);
    }

    boolean next() throws IOException {
        while (true) {
            boolean first = line == 0;
            line = nextLine;
            List<String> row = new ArrayList<>();
            int last = row(row, first);
            if (last == END && row.size() == 1 && row.get(0).isBlank() && !cut) {
                return false;
            }
            if (row.size() > 1 || !row.get(0).isBlank() || cut) {
                cells = row;
                return true;
            }
        }
    }

    List<String> cells() {
        return cells;
    }

    /** Return the line on which the row begins, from 1. */
    long line() {
        return line;
    }

    /** Whether the file ended within the row. */
    boolean isCut() {
        return cut;
    }

    private int row(List<String> row, boolean header) throws IOException {
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        while (true) {
            int next = file.read();
            if (next == '\n') {
                nextLine++;
            }
            if (next == END || !quoted && next == '\n') {
                cut = quoted || cell.length() >= Lines.MOST_CHARACTERS;
                row.add(cell.toString());
                return next;
            }
            if (next == '"') {
                quoted = quote(cell, quoted);
            } else if (!quoted && isSeparator(next, header)) {
                row.add(cell.toString());
                cell.setLength(0);
            } else if ((quoted || next != '\r') && cell.length() < Lines.MOST_CHARACTERS) {
                cell.append((char) next);
            }
        }
    }

    /** A quote within quotes ends them, unless a second one follows: then it is a character. */
    private boolean quote(StringBuilder cell, boolean quoted) throws IOException {
        if (!quoted) {
            return true;
        }
        file.mark(1);
        if (file.read() == '"') {
            cell.append('"');
            return true;
        }
        file.reset();
        return false;
    }

    /** The header's first separator is that of the file. */
    private boolean isSeparator(int character, boolean header) {
        if (header && (character == ';' || character == '\t') && separator == ',' && cells.isEmpty()) {
            separator = (char) character;
        }
        return character == separator;
    }
}
