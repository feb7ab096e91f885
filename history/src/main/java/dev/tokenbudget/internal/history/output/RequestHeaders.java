package dev.tokenbudget.internal.history.output;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers of requests. Their secrets come from environment variables and are in no message. */
public final class RequestHeaders {

    /** No header at all. */
    public static final RequestHeaders NONE = new RequestHeaders(Map.of(), Set.of());

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern SECRET_NAME = Pattern.compile("auth|key|token|secret|password|cookie");

    /** What HTTP/1.1 lets a header's value hold, as far as Java sends it. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]*");

    /** Names that belong to the connection, or to what is sent. */
    private static final Set<String> TAKEN =
            Set.of("connection", "content-length", "content-type", "expect", "host", "transfer-encoding", "upgrade");

    private final Map<String, String> values;
    private final Set<String> secrets;

    private RequestHeaders(Map<String, String> values, Set<String> secrets) {
        this.values = Collections.unmodifiableMap(values);
        this.secrets = secrets;
    }

    /**
     * Read headers such as {@code Authorization=Basic {LANGFUSE_AUTH}, x-langfuse-ingestion-version=4}.
     *
     * @param setting the setting that {@code text} is the value of, for messages
     * @param text headers with commas or line breaks between them; what is in braces is the name of an environment variable
     * @param environment gives the value of an environment variable, where it is set
     * @throws OutputException if a header is malformed, a variable is not set, or a secret is written out
     */
    public static RequestHeaders parse(String setting, String text, Function<String, Optional<String>> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> secrets = new LinkedHashSet<>();
        for (String header : text.split("[,\\n]")) {
            if (header.isBlank()) {
                continue;
            }
            int equals = header.indexOf('=');
            String name = equals < 0 ? "" : header.substring(0, equals).strip();
            String value = header.substring(equals + 1).strip();
            if (!NAME.matcher(name).matches()) {
                throw new OutputException(setting + " holds a header that is not written as name=value. Write it like"
                        + " x-api-key={LANGSMITH_API_KEY}, with commas between headers.");
            }
            if (SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()
                    && !VARIABLE.matcher(value).find()) {
                throw new OutputException("The value of the header " + name + " in " + setting
                        + " is written out, but looks like a secret. Put it into an environment variable, and name that in"
                        + " braces: " + name + "={MY_VARIABLE}.");
            }
            values.put(name, value(setting, name, value, environment, secrets));
        }
        return new RequestHeaders(values, secrets);
    }

    private static String value(
            String setting,
            String name,
            String value,
            Function<String, Optional<String>> environment,
            Set<String> secrets) {
        String filled = VARIABLE.matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(secret(setting, match, environment, secrets)));
        if (TAKEN.contains(name.toLowerCase(Locale.ROOT))
                || !VALUE.matcher(filled).matches()) {
            throw new OutputException(
                    "The header " + name + " of " + setting + " cannot be sent: its value holds a line"
                            + " break or a character beyond ASCII, or its name is one that HTTP itself uses. Base64 is written"
                            + " without line breaks by base64 -w0.");
        }
        return filled;
    }

    private static String secret(
            String setting, MatchResult variable, Function<String, Optional<String>> environment, Set<String> secrets) {
        String value = environment
                .apply(variable.group(1))
                .map(String::strip)
                .filter(set -> !set.isEmpty())
                .orElseThrow(() -> new OutputException("The environment variable " + variable.group(1) + ", which "
                        + setting + " names, is not set. Set it where Maven runs."));
        secrets.add(value);
        return value;
    }

    /** Return the values by name. */
    Map<String, String> values() {
        return values;
    }

    /** Return {@code text} without any secret of these headers. */
    String hideSecrets(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
