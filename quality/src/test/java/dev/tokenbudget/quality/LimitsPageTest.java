package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sizes on docs/limits.md are those in the code. */
class LimitsPageTest {

    private static final String GATEWAY = "dev.tokenbudget.internal.gateway.";
    private static final int KIBI = 1 << 10;
    private static final int MEBI = 1 << 20;

    private static final Map<String, String> CONSTANTS = Map.ofEntries(
            Map.entry("request held in memory", GATEWAY + "transport.RequestBody.HELD"),
            Map.entry("request or answer when it is decompressed", GATEWAY + "framing.DecompressedBody.LIMIT"),
            Map.entry("compressed answer", GATEWAY + "framing.BoundedBuffer.LIMIT"),
            Map.entry(
                    "JSON document, line or event of an answer, without its long texts and rows of numbers",
                    GATEWAY + "framing.JsonBuffer.LIMIT"),
            Map.entry("events or documents of an answer", GATEWAY + "framing.UsageTap.MOST_DOCUMENTS"),
            Map.entry("frame of an AWS event stream", GATEWAY + "framing.AwsEventStream.LONGEST_FRAME"),
            Map.entry("levels that JSON is nested", GATEWAY + "protocol.ProviderJson.DEEPEST"),
            Map.entry("digits of a number in JSON", GATEWAY + "protocol.ProviderJson.MOST_DIGITS"),
            Map.entry(
                    "event that the gateway may have to take out of an answer",
                    GATEWAY + "framing.EventFilter.LONGEST_HELD"),
            Map.entry(
                    "export request to the OpenTelemetry receiver, compressed or not",
                    "dev.tokenbudget.opentelemetry.OtlpRequest.LARGEST_BODY"),
            Map.entry(
                    "line of a file that `tokenbudget:import` reads",
                    "dev.tokenbudget.internal.history.importing.Lines.MOST_CHARACTERS"),
            Map.entry(
                    "steps to match a name with an expression of a price list",
                    "dev.tokenbudget.internal.price.BoundedRegex.MOST_STEPS"));

    @Test
    void sizes_are_those_in_the_code() throws ReflectiveOperationException {
        Map<String, String> values = new TreeMap<>();
        for (List<String> row : MarkdownPage.of("docs/limits.md").table("limit")) {
            values.put(row.get(0), row.get(1));
        }

        Map<String, String> expected = new TreeMap<>();
        for (Map.Entry<String, String> constant : CONSTANTS.entrySet()) {
            expected.put(constant.getKey(), inWords(valueOf(constant.getValue()), values.get(constant.getKey())));
        }
        assertThat(values).containsAllEntriesOf(expected);
    }

    @Test
    void heads_of_messages_are_limited_as_in_the_code() throws ReflectiveOperationException {
        String head = valueOf(GATEWAY + "transport.HeadReader.LARGEST_HEAD") / KIBI + " KiB, "
                + valueOf(GATEWAY + "transport.HeadReader.MOST_FIELDS") + " headers, "
                + valueOf(GATEWAY + "transport.HeadReader.LONGEST_LINE") / KIBI + " KiB in a line";
        String informational = Integer.toString(valueOf(GATEWAY + "transport.DirectExchange.MOST_INFORMATIONAL"));

        assertThat(MarkdownPage.of("docs/limits.md").table("what"))
                .extracting(row -> row.get(0), row -> row.get(1))
                .contains(
                        tuple("a request's head", head),
                        tuple("informational answers (1xx) of an upstream before its answer", informational));
    }

    private static int valueOf(String constant) throws ReflectiveOperationException {
        int dot = constant.lastIndexOf('.');
        Field field = Class.forName(constant.substring(0, dot)).getDeclaredField(constant.substring(dot + 1));
        field.setAccessible(true);
        return field.getInt(null);
    }

    private static String inWords(int value, String shown) {
        if (value % MEBI != 0) {
            return String.format(Locale.ROOT, "%,d", value);
        }
        return value / MEBI + (String.valueOf(shown).endsWith("characters") ? " Mi characters" : " MiB");
    }
}
