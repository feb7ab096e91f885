package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who made a call, as its headers {@code TokenBudget-Agent} and {@code TokenBudget-Label-<name>} tell; they are not passed
 * on.
 *
 * @param agent the agent inside a multi-agent run
 * @param labels free names, in lower case as header names have none, and values
 */
record CallOrigin(Optional<String> agent, Map<String, String> labels) {

    private static final String LABEL = "tokenbudget-label-";

    static CallOrigin of(List<HeaderField> headers) {
        Map<String, String> labels = new TreeMap<>();
        for (HeaderField field : headers) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(LABEL) && name.length() > LABEL.length()) {
                labels.put(utf8(name.substring(LABEL.length())), utf8(field.value()));
            }
        }
        Optional<String> agent = HeaderField.first(headers, "TokenBudget-Agent")
                .map(CallOrigin::utf8)
                .filter(value -> !value.isBlank());
        return new CallOrigin(agent, labels);
    }

    /** Header values are bytes: those that are no UTF-8 are the Latin-1 that they were read as. */
    private static String utf8(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }
}
