package dev.tokenbudget.internal.history.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How JSON of other systems is read: exact amounts, long texts, and the comma that Helicone's export leaves behind its last record. */
final class Json {

    private Json() {}

    static ObjectMapper lenient() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Lines.MOST_CHARACTERS)
                        .build());
        return mapper;
    }

    /** Return why a text is no JSON, without a word of the text. */
    static String why(JsonProcessingException e) {
        return e.getClass().getSimpleName().contains("EOF") ? "it ends before its JSON does" : "it is no JSON";
    }
}
