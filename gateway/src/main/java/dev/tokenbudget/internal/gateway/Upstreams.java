package dev.tokenbudget.internal.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the gateway forwards to: names and base URLs.
 *
 * <p>A base URL is exactly what the provider's official client would be configured with: {@code https://api.openai.com/v1}
 * for OpenAI, whose client appends {@code /chat/completions}, but {@code https://api.anthropic.com} for Anthropic, whose
 * client appends {@code /v1/messages}.
 */
public final class Upstreams {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

    private static final Map<String, String> PUBLIC = Map.ofEntries(
            Map.entry("alibaba", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1"),
            Map.entry("anthropic", "https://api.anthropic.com"),
            Map.entry("cerebras", "https://api.cerebras.ai/v1"),
            Map.entry("cohere", "https://api.cohere.com"),
            Map.entry("deepseek", "https://api.deepseek.com"),
            Map.entry("gemini", "https://generativelanguage.googleapis.com"),
            Map.entry("groq", "https://api.groq.com/openai/v1"),
            Map.entry("huggingface", "https://router.huggingface.co/v1"),
            Map.entry("mistral", "https://api.mistral.ai"),
            Map.entry("moonshot", "https://api.moonshot.ai/v1"),
            Map.entry("ollama", "http://localhost:11434"),
            Map.entry("openai", "https://api.openai.com/v1"),
            Map.entry("openrouter", "https://openrouter.ai/api/v1"),
            Map.entry("perplexity", "https://api.perplexity.ai"),
            Map.entry("together", "https://api.together.xyz/v1"),
            Map.entry("vertex", "https://aiplatform.googleapis.com"),
            Map.entry("voyage", "https://api.voyageai.com/v1"),
            Map.entry("xai", "https://api.x.ai/v1"),
            Map.entry("zai", "https://api.z.ai/api/paas/v4"));

    private final Map<String, URI> baseUrls;
    private final String option;

    private Upstreams(Map<String, URI> baseUrls, String option) {
        this.baseUrls = Collections.unmodifiableMap(baseUrls);
        this.option = option;
    }

    /** Return the public endpoints of known providers, and Ollama on this machine. */
    public static Upstreams publicDefaults() {
        Map<String, URI> urls = new TreeMap<>();
        PUBLIC.forEach((name, url) -> urls.put(name, URI.create(url)));
        return new Upstreams(urls, "-Dtokenbudget.upstream.");
    }

    /**
     * Return these upstreams, which users set in another way than by system properties.
     *
     * @param option what goes before {@code <name>=<base URL>}
     */
    public Upstreams setBy(String option) {
        return new Upstreams(baseUrls, option);
    }

    /**
     * Return these upstreams with one changed or added.
     *
     * @param name lower-case letters, digits, dots, dashes and underscores
     * @param baseUrl what the provider's official client would be configured with
     * @throws IllegalArgumentException if the name or the URL is not of that kind; the message says what is
     */
    public Upstreams with(String name, String baseUrl) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Upstream name '" + name
                    + "' is not allowed. Use lower-case letters, digits, dots, dashes and underscores.");
        }
        Map<String, URI> urls = new TreeMap<>(baseUrls);
        urls.put(name, checked(name, baseUrl));
        return new Upstreams(urls, option);
    }

    /** Return the names, sorted. */
    public Set<String> names() {
        return baseUrls.keySet();
    }

    /**
     * Return the base URL of an upstream.
     *
     * @throws IllegalArgumentException if there is none of that name; the message says which there are
     */
    public URI baseUrl(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    Optional<URI> find(String name) {
        return Optional.ofNullable(baseUrls.get(name));
    }

    String unknown(String name) {
        return "No upstream is called '" + name + "'. Known are " + String.join(", ", names()) + "; add it with "
                + setting(name) + ".";
    }

    /** Return how users set the base URL of an upstream. */
    String setting(String name) {
        return option + name + "=<base URL>";
    }

    private static URI checked(String name, String baseUrl) {
        try {
            URI url = new URI(baseUrl.trim().replaceAll("(?<!/)/+$", ""));
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null && url.getRawQuery() == null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // It gets the same sentence as any other text that is no base URL.
        }
        throw new IllegalArgumentException("Base URL '" + withoutSecrets(baseUrl) + "' of upstream '" + name
                + "' is not allowed. Use http:// or https:// with a host and, where needed, a port and a path,"
                + " such as http://127.0.0.1:9999/v1.");
    }

    /** Return a text that was meant to be a URL without what may be a password or a key in it. */
    private static String withoutSecrets(String baseUrl) {
        int query = baseUrl.indexOf('?') < 0 ? baseUrl.length() : baseUrl.indexOf('?');
        int host = baseUrl.lastIndexOf('@') + 1;
        int scheme = baseUrl.indexOf("://");
        int user = scheme < 0 || scheme > host ? 0 : scheme + "://".length();
        String begin = host == 0 ? "" : baseUrl.substring(0, user) + "…";
        if (host > query) {
            // Whether this is a password with a question mark or a key with an at sign, none of it is shown.
            return begin;
        }
        String plain = begin + baseUrl.substring(Math.max(0, host - 1), query);
        return query < baseUrl.length() ? plain + "?…" : plain;
    }
}
