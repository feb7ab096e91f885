package dev.tokenbudget.internal.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether an error may be due to the question for usage, which the agent never asked: then the request is sent again
 * as the agent wrote it. A refused attempt costs nothing, so whatever does not clearly speak of something else may be.
 */
final class RefusedQuestion {

    /** What upstreams answer to a field that they do not know. */
    private static final Set<Integer> STATUSES = Set.of(400, 404, 405, 406, 415, 422, 501);

    private static final Pattern ANOTHER_CAUSE = Pattern.compile(
            "\\b(model|deployment|messages?|content|context|tokens?|images?|tools?|temperature|quota|billing|credits?"
                    + "|policy|safety|moderation)\\b|context_length|model_not_found|max_tokens|content_filter",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_CAUSE = Pattern.compile(
            "stream|option|usage|extra|additional|unknown|recogni|unexpected|support|permit|allowed|invalid|malformed"
                    + "|schema|validat|argument|param|field|property|\\bkeys?\\b|request|pars(e|ing)|json|body",
            Pattern.CASE_INSENSITIVE);

    private static final int LARGEST = 256 << 10;

    private RefusedQuestion() {}

    /**
     * Whether {@code answer} may be due to {@code question}.
     *
     * @param head the beginning of its body, as it came
     */
    static boolean isLikely(UpstreamResponse answer, byte[] head, UsageRequest question) {
        String text = plain(answer.header("Content-Encoding"), head);
        if (answer.status() >= 400 && question.isNamedIn(text)) {
            return true;
        }
        return STATUSES.contains(answer.status()) && !namesAnotherCause(text);
    }

    private static boolean namesAnotherCause(String text) {
        JsonNode document = ProviderJson.parse(text.getBytes(StandardCharsets.UTF_8));
        JsonNode error = document.path("error").isObject() ? document.path("error") : document;
        String field = error.path("param").asText("");
        String code = error.path("code").asText("");
        String message = error.path("message").asText(text);
        return (!field.isEmpty() && !field.equals("null"))
                || ANOTHER_CAUSE.matcher(code).find()
                || (ANOTHER_CAUSE.matcher(message).find()
                        && !NO_CAUSE.matcher(message).find());
    }

    private static String plain(String coding, byte[] head) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (InputStream body =
                CompressedBody.decoded(coding.isEmpty() ? "identity" : coding, new ByteArrayInputStream(head))) {
            for (int b = body.read(); b >= 0 && decoded.size() < LARGEST; b = body.read()) {
                decoded.write(b);
            }
        } catch (IOException e) {
            // Cut, or in an unexpected coding: what could be read has to do.
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
