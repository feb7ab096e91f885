package dev.tokenbudget.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as protocols see it.
 *
 * @param upstream the name of what it is sent to
 * @param method HTTP method, such as {@code POST}
 * @param path the path at the upstream, without query, such as {@code /v1/messages}
 * @param body the JSON body; a {@link MissingNode} where there is none
 */
public record ModelRequest(String upstream, String method, String path, JsonNode body) {

    private static final Pattern MODEL_IN_PATH = Pattern.compile("/(?:deployments|models)/(?!chat/)([^/:]+)[/:]");

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
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    /** Return the text of a top-level field of the body, or an empty text. */
    public String text(String field) {
        return body.path(field).asText("");
    }

    /** Return the model that the body names, or else the path: a deployment of Azure, a model of Google. */
    public String model() {
        Matcher inPath = MODEL_IN_PATH.matcher(path);
        String named = text("model");
        return named.isEmpty() && inPath.find() ? inPath.group(1) : named;
    }
}
