package dev.tokenbudget.internal.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where at an upstream a client's path belongs. Clients of one provider differ in how much of the path they expect in their
 * base URL: a version comes twice, or not at all. Only what can have one meaning is led elsewhere; all else stays as it is.
 */
final class EndpointPath {

    private static final String A_VERSION = "/v\\d+(?:(?:alpha|beta)\\d*)?";
    private static final Pattern VERSION = Pattern.compile("^" + A_VERSION + "$");
    private static final Pattern REPEATED_VERSION =
            Pattern.compile("^((?:/[^/]+){0,2}?)(" + A_VERSION + ")(?:\\2(?=/))++");

    /** First segments of the paths that OpenAI's API and those made after it share. */
    private static final Set<String> COMMON = Set.of(
            "assistants",
            "audio",
            "batches",
            "chat",
            "completions",
            "containers",
            "conversations",
            "embeddings",
            "files",
            "fine_tuning",
            "images",
            "messages",
            "models",
            "moderations",
            "rerank",
            "responses",
            "threads",
            "uploads",
            "vector_stores");

    /** What comes before some endpoints of upstreams whose official clients append more than the endpoint. */
    private static final Map<String, List<Prefix>> PREFIXES = Map.of(
            "anthropic",
            List.of(new Prefix("/v1", "messages|complete|models|files|skills|organizations")),
            "cohere",
            List.of(new Prefix("/compatibility/v1", "(v1/)?chat/completions|(v1/)?embeddings")),
            "gemini",
            List.of(
                    new Prefix("/v1beta/openai", "(v1/)?chat/completions|(v1/)?embeddings"),
                    new Prefix("/v1beta", "openai|models|tunedModels|cachedContents|files|batches|interactions")),
            "mistral",
            List.of(new Prefix(
                    "/v1",
                    "chat|fim|agents|embeddings|models|moderations|ocr|files|batch|conversations|audio|fine_tuning"
                            + "|classifications|libraries")),
            "ollama",
            List.of(
                    new Prefix("/v1", "chat/completions|completions|responses|messages|models"),
                    new Prefix("/api", "chat|generate|embed|tags|show|ps")),
            "perplexity",
            List.of(new Prefix("", "v1/chat/completions")));

    private EndpointPath() {}

    /** A prefix, and which endpoints stand below it; a version before them is the client's own. */
    private record Prefix(String path, Pattern endpoints) {

        Prefix(String path, String endpoints) {
            this(path, Pattern.compile("^/(?:" + endpoints + ")(?=[/:]|$)"));
        }

        boolean isMissingIn(String tail) {
            return endpoints.matcher(tail).find();
        }

        String before(String tail) {
            return path + (tail.startsWith("/v1/") ? tail.substring("/v1".length()) : tail);
        }
    }

    /**
     * Return the path and query that {@code target} is meant for.
     *
     * @param basePath the path of the upstream's base URL; empty where it has none
     * @param target path and query as the client sent them, from their slash on
     */
    static String of(String upstream, String basePath, String target) {
        int query = target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
        String path = withOneSlash(target.substring(0, query));
        String led = isBelow(basePath, path)
                ? basePath + belowBase(upstream, basePath, path.substring(basePath.length()))
                : besideBase(basePath, path);
        return led + target.substring(query);
    }

    private static String belowBase(String upstream, String basePath, String path) {
        String tail = withOneSlash(path);
        while (!basePath.isEmpty() && isBelow(basePath, tail) && tail.length() > basePath.length()) {
            tail = tail.substring(basePath.length());
        }
        String base = lastVersion(basePath);
        tail = withoutRepeatedVersion(tail);
        if (!base.isEmpty()) {
            boolean own = tail.startsWith(base + "/");
            boolean common = tail.startsWith("/v1/") && isCommon(tail.substring("/v1".length()));
            return own || common ? tail.substring(tail.indexOf('/', 1)) : tail;
        }
        for (Prefix prefix : PREFIXES.getOrDefault(upstream, List.of())) {
            if (prefix.isMissingIn(tail)) {
                return prefix.before(tail);
            }
        }
        return tail;
    }

    /** A client that knows the host alone still means the API below the base URL's path. */
    private static String besideBase(String basePath, String path) {
        String endpoint = withoutRepeatedVersion(path).replaceFirst("^/v1(?=/)", "");
        return isCommon(endpoint) ? basePath + endpoint : path;
    }

    private static String withOneSlash(String path) {
        int slashes = 0;
        while (path.startsWith("//", slashes)) {
            slashes++;
        }
        return path.substring(slashes);
    }

    private static boolean isBelow(String basePath, String path) {
        return path.startsWith(basePath)
                && (path.length() == basePath.length() || path.charAt(basePath.length()) == '/');
    }

    private static boolean isCommon(String path) {
        String[] segments = path.split("/", 3);
        return segments.length > 1 && COMMON.contains(segments[1]);
    }

    private static String withoutRepeatedVersion(String path) {
        return path.contains("/v") ? REPEATED_VERSION.matcher(path).replaceFirst("$1$2") : path;
    }

    private static String lastVersion(String basePath) {
        String last = basePath.substring(Math.max(0, basePath.lastIndexOf('/')));
        return last.startsWith("/v") && VERSION.matcher(last).matches() ? last : "";
    }
}
