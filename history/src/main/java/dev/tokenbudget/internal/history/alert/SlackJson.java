package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.text.ForeignText;
import java.util.regex.Pattern;

/**
 * A notice as a message of Slack, which fetches no page that it names.
 *
 * @param text what it says
 * @param unfurl_links whether Slack shows what a link leads to
 * @param unfurl_media whether Slack shows pictures that a link leads to
 */
record SlackJson(String text, boolean unfurl_links, boolean unfurl_media) {

    /** Where a blank keeps Mattermost from calling everybody by {@code @all}, and from links of Markdown. */
    private static final Pattern MARKUP = Pattern.compile("(?<=(?<!\\w)@)(?=\\w)|(?<=])(?=\\()");

    static SlackJson of(Notice notice) {
        return new SlackJson("*" + notice.title() + "* " + escaped(notice.statement()), false, false);
    }

    /** Slack reads three characters as markup. */
    private static String escaped(String text) {
        return MARKUP.matcher(ForeignText.line(text))
                .replaceAll(" ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
