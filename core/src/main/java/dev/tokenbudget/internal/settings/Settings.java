package dev.tokenbudget.internal.settings;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Tolerance;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings that hold: of several sources, the first that sets a key wins. */
public final class Settings {

    private static final String UPSTREAM = "tokenbudget.upstream.";

    /** No setting: what POMs call the version of TokenBudget that they use. */
    private static final String VERSION = "tokenbudget.version";

    /** A name is a part of the gateway's URLs. */
    private static final Pattern UPSTREAM_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<String, URI> upstreams = new TreeMap<>();
    private final RuleParts rules = new RuleParts();

    /**
     * Merge sources, the most important first; keys that do not begin with {@code tokenbudget.} are left alone, and so is
     * {@code tokenbudget.version}.
     *
     * @throws InvalidSettingException if a source holds an unknown key or an unreadable value
     */
    public static Settings of(Source... sources) {
        return new Settings(List.of(sources));
    }

    private Settings(List<Source> sources) {
        for (Source source : sources) {
            new TreeMap<>(source.values()).forEach((key, value) -> {
                if (key.startsWith(Setting.PREFIX) && !key.equals(VERSION)) {
                    take(key, value.strip(), source.name());
                }
            });
        }
    }

    /** Return a setting's value, or its default where it is not set. */
    public String text(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    /** Return whether a setting is {@code true}. */
    public boolean isOn(Setting setting) {
        return text(setting).equals("true");
    }

    /** Return where answers come from. */
    public Calls calls() {
        return Calls.named(text(Setting.CALLS));
    }

    /** Return the expressions of what is secret, beside known forms of keys. */
    public List<Pattern> redacted() {
        return ValueForm.expressionsIn(text(Setting.REDACT)).stream()
                .map(Pattern::compile)
                .toList();
    }

    /** Return the tolerance for tasks whose annotation names none. */
    public Tolerance tolerance() {
        return Tolerance.parse(text(Setting.TOLERANCE));
    }

    /** Return the tolerance for all tasks together, or nothing where they are not judged together. */
    public Optional<Tolerance> suiteTolerance() {
        String text = text(Setting.SUITE_TOLERANCE);
        return text.equals(ValueForm.NONE) ? Optional.empty() : Optional.of(Tolerance.parse(text));
    }

    /**
     * Return the price list that holds: the project's own, or the bundled one where there is none.
     *
     * @param module what the file is relative to
     * @throws MalformedFileException if the file cannot be used; the message names it, and line and column where they are known
     */
    public PriceList prices(Path module) {
        String file = text(Setting.PRICES);
        if (file.isEmpty()) {
            return PriceList.bundled();
        }
        Path resolved = module.resolve(file);
        if (Files.notExists(resolved)) {
            throw new MalformedFileException(
                    resolved,
                    "there is no such price list. " + Setting.PRICES.key() + "=" + file
                            + " names a file relative to the module; docs/prices.md describes its format.");
        }
        return PriceList.read(resolved);
    }

    /** Return the upstreams that were set by {@code tokenbudget.upstream.<name>=<base URL>}. */
    public Map<String, URI> upstreams() {
        return Map.copyOf(upstreams);
    }

    /** Return the parts of each rule that was set by {@code tokenbudget.rule.<number>.<part>}, by the rule's number. */
    public SortedMap<Integer, SortedMap<String, String>> rules() {
        return rules.byNumber();
    }

    /** Return what was set, by full key; defaults are left out. */
    public Map<String, String> explicit() {
        Map<String, String> set = new TreeMap<>();
        values.forEach((setting, value) -> set.put(setting.key(), value));
        upstreams.forEach((name, url) -> set.put(UPSTREAM + name, url.toString()));
        rules.putInto(set);
        return set;
    }

    private void take(String key, String value, String source) {
        if (key.startsWith(RuleParts.PREFIX)) {
            rules.take(key, value, source);
            return;
        }
        if (key.startsWith(UPSTREAM)
                && UPSTREAM_NAME
                        .matcher(key)
                        .region(UPSTREAM.length(), key.length())
                        .matches()) {
            upstreams.putIfAbsent(key.substring(UPSTREAM.length()), upstream(key, value, source));
            return;
        }
        Setting setting = Setting.withKey(key).orElseThrow(() -> unknown(key, source));
        try {
            setting.check(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    key + "=" + value + " (" + source + ") cannot be used. " + e.getMessage());
        }
        values.putIfAbsent(setting, value);
    }

    private static URI upstream(String key, String value, String source) {
        try {
            URI url = URI.create(value);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean bare = url.getRawUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
            if (web && url.getHost() != null && bare) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            // falls through: the sentence below says what is allowed
        }
        throw new InvalidSettingException(key + "=" + withoutSecrets(value) + " (" + source
                + ") cannot be used. Give the base URL as the provider's client would get it, without a password or a key,"
                + " such as http://localhost:8080/v1.");
    }

    /** Errors end up in build logs, which more people read than may know a key. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("//[^/]*@", "//…@").replaceFirst("[?#].*", "?…");
    }

    private static InvalidSettingException unknown(String key, String source) {
        String known =
                Arrays.stream(Setting.values()).map(Setting::key).sorted().collect(Collectors.joining(", "));
        return new InvalidSettingException("There is no setting " + key + " (" + source + "). The settings are " + known
                + ", " + RuleParts.PREFIX + "<number>.<part> and " + UPSTREAM + "<name>.");
    }

    /**
     * A place where settings come from.
     *
     * @param name the place in words, as errors name it
     * @param values keys and values; keys of others may be among them
     */
    public record Source(String name, Map<String, String> values) {

        /** Return the {@code -D} properties of this JVM. */
        public static Source systemProperties() {
            return of("system property", System.getProperties());
        }

        /** Return the texts of {@code properties} as a source. */
        public static Source of(String name, Properties properties) {
            return new Source(
                    name,
                    properties.stringPropertyNames().stream()
                            .collect(Collectors.toMap(key -> key, properties::getProperty)));
        }
    }
}
