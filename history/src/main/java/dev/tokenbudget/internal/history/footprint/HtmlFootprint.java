package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.html.Inline;
import dev.tokenbudget.internal.html.Template;
import java.util.List;

/** A footprint as one HTML file: without network and without script. */
final class HtmlFootprint {

    private static final Template TEMPLATE = Template.of(HtmlFootprint.class, "footprint");

    /** What a content security policy forbids every script by. */
    private static final Inline NO_SCRIPT = new Inline("", "none");

    private HtmlFootprint() {}

    /** Return the text of the file; the same footprint gives the same bytes. */
    static String of(Footprint footprint) {
        return TEMPLATE.fill(new View(
                Days.inWords(footprint.period()),
                Summary.of(footprint),
                Tables.of(footprint),
                Inline.of(HtmlFootprint.class, "report.css", "footprint.css"),
                NO_SCRIPT));
    }

    /**
     * What the template lays out.
     *
     * @param days the days
     * @param summary the sentences that are read first
     * @param tables the tables
     * @param style what makes it readable
     * @param script none
     */
    record View(String days, List<String> summary, List<Table> tables, Inline style, Inline script) {

        String title() {
            return "footprint, " + days;
        }
    }
}
