package dev.tokenbudget.internal.history.store;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL of a history, as users write it. */
public final class HistoryUrl {

    private static final Pattern USER = Pattern.compile("(?<=//)[^/?@]*@");
    private static final Pattern SECRET = Pattern.compile("(?i)(?:password|sslpassword)=([^&]+)");

    private HistoryUrl() {}

    /**
     * Return the URL that {@code setting} means: that of a database, whose file is relative to {@code root}, or a plain path of a
     * SQLite file.
     */
    public static String resolve(String setting, Path root) {
        if (setting.startsWith("postgresql:") || setting.startsWith("postgres:")) {
            return "jdbc:postgresql:" + setting.substring(setting.indexOf(':') + 1);
        }
        String url = setting.startsWith("jdbc:") ? setting : SqliteFile.PREFIX + setting;
        if (!url.startsWith(SqliteFile.PREFIX)) {
            return url;
        }
        String name = SqliteFile.nameIn(url);
        return name.isEmpty() || name.startsWith(":")
                ? url
                : url.replace(
                        name, root.toAbsolutePath().resolve(name).normalize().toString());
    }

    /** Return {@code url} without what may be secret in it: names of users, passwords and every other option. */
    public static String withoutSecrets(String url) {
        int options = url.indexOf('?');
        return USER.matcher(options < 0 ? url : url.substring(0, options)).replaceAll("");
    }

    /** Return {@code text} without what is secret in {@code url}. */
    static String withoutSecrets(String text, String url) {
        String clean = text.replace(url, withoutSecrets(url));
        Matcher secrets = SECRET.matcher(url);
        while (secrets.find()) {
            clean = clean.replace(secrets.group(1), "…");
        }
        return clean;
    }
}
