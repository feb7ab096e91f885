package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as protocols see it.
 *
 * @param upstream the name of what it is sent to
 * @param method HTTP method, such as {@code POST}
 * @param path the path at the upstream, such as {@code /v1/messages}: decoded, without query, fragment, empty parts and a slash at its
 *     end, which servers do not tell apart
 * @param body the JSON body; a {@link MissingNode} where there is none
 */
public record ModelRequest(String upstream, String method, String path, JsonNode body) {

    private static final List<String> MODEL_FIELDS = List.of("model", "model_id", "modelId");

    private static final Pattern MODEL_IN_PATH = Pattern.compile("/(?:deployments|models)/(?!chat/)([^/:]+)[/:]"
            + "|/(?:serving-)?endpoints/([^/]+)/invocations"
            + "|/ai/run/(.+)");

    public ModelRequest {
        path = isPlain(path)
                ? path
                : decoded(path.replaceAll("#.*", "")).replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
    }

    /** Return the same request with another body. */
    public ModelRequest with(JsonNode otherBody) {
        return new ModelRequest(upstream, method, path, otherBody);
    }

    /** Whether the request asks for something to be done, rather than for what was done earlier. */
    public boolean isPost() {
        return method.equals("POST");
    }

    /** Whether the path ends with {@code suffix}, whatever a host puts before it. */
    public boolean pathEndsWith(String suffix) {
        return path.toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    /** Return the text of a top-level field of the body, or an empty text. */
    public String text(String field) {
        return body.path(field).asText("");
    }

    /** Return the model that the body names, or else the path: a deployment of Azure, a model of Google. */
    public String model() {
        for (String field : MODEL_FIELDS) {
            String named = text(field);
            if (!named.isEmpty()) {
                return named;
            }
        }
        return modelInPath();
    }

    private String modelInPath() {
        Matcher inPath = MODEL_IN_PATH.matcher(path);
        if (!inPath.find()) {
            return "";
        }
        for (int group = 1; group < inPath.groupCount(); group++) {
            if (inPath.group(group) != null) {
                return inPath.group(group);
            }
        }
        return inPath.group(inPath.groupCount());
    }

    /** Nearly all paths are; the patterns took a twentieth of what a call costs the gateway. */
    private static boolean isPlain(String path) {
        return !path.endsWith("/")
                && path.indexOf('%') < 0
                && path.indexOf('+') < 0
                && path.indexOf('#') < 0
                && !path.contains("//");
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
