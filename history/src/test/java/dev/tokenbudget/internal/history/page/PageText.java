package dev.tokenbudget.internal.history.page;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a reader of a page reads, where all is open. */
final class PageText {

    private static final Pattern CODE = Pattern.compile("<code>(.*?)</code>", Pattern.DOTALL);

    private PageText() {}

    static String of(String page) {
        String body = page.substring(page.indexOf("<body>"), page.lastIndexOf("<script>"));
        return unescaped(body.replaceAll("<[^>]*>", " ")).replaceAll("\\s+", " ");
    }

    /** Return the text between {@code from} and {@code to}. */
    static String between(String from, String to, String page) {
        String text = of(page);
        int begin = text.indexOf(from);
        return text.substring(begin, text.indexOf(to, begin));
    }

    /** Return what a reader may type in, in order. */
    static List<String> code(String page) {
        return CODE.matcher(page)
                .results()
                .map((MatchResult found) -> unescaped(found.group(1)))
                .toList();
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x60;", "`")
                .replace("&#x3D;", "=")
                .replace("&amp;", "&");
    }
}
