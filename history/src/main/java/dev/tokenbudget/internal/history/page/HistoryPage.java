package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.html.Template;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A history as one HTML file: without network, and readable without script. */
public final class HistoryPage {

    /** The name of the file. */
    public static final String FILE = "history.html";

    private static final Template TEMPLATE = Template.of(HistoryPage.class, "history");

    private HistoryPage() {}

    /**
     * Return the page's text; the same history gives the same bytes.
     *
     * @param today the last day in UTC that it tells of
     * @param monthlyBudgetUsd what a month may cost in US dollars; 0 where no budget is set
     */
    public static String of(History history, LocalDate today, BigDecimal monthlyBudgetUsd) {
        return TEMPLATE.fill(PageView.of(Contents.read(history, new Spans(today)), monthlyBudgetUsd));
    }
}
