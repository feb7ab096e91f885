package dev.tokenbudget.internal.history.footprint;

import java.util.LinkedHashMap;
import java.util.Map;

/** A footprint as files: a page, Markdown, and comma-separated values. */
public final class FootprintFiles {

    /** The file that people open. */
    public static final String PAGE = "footprint.html";

    private FootprintFiles() {}

    /** Return the texts of the files by their names. */
    public static Map<String, String> of(Footprint footprint) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(PAGE, HtmlFootprint.of(footprint));
        files.put("footprint.md", MarkdownFootprint.of(footprint));
        files.putAll(CsvFootprint.of(footprint));
        return files;
    }
}
