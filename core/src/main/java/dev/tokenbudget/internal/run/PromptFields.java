package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.json.JsonLine;
import dev.tokenbudget.internal.json.JsonLineWriter;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Section;
import java.io.IOException;
import java.util.Optional;

/**
 * The JSON form of what a call's prompt was made of, as far as it is not what the call before sent. A section stands there as
 * its characters and its tokens.
 */
final class PromptFields {

    private PromptFields() {}

    static void write(JsonLineWriter line, PromptSections prompt, PromptSections before) {
        writeChange(line, "system", prompt.system(), before.system());
        writeChange(line, "tools", prompt.tools(), before.tools());
        writeChange(line, "responseFormat", prompt.responseFormat(), before.responseFormat());
        writeChange(line, "history", prompt.history(), before.history());
        writeChange(line, "toolResults", prompt.toolResults(), before.toolResults());
        writeChange(line, "user", prompt.user(), before.user());
        if (prompt.opaqueCharacters() != before.opaqueCharacters()) {
            line.number("opaqueCharacters", prompt.opaqueCharacters());
        }
        if (prompt.toolCount() != before.toolCount()) {
            line.number("toolCount", prompt.toolCount());
        }
        if (prompt.repeatedToolCalls() != before.repeatedToolCalls()) {
            line.number("repeatedToolCalls", prompt.repeatedToolCalls());
        }
        if (prompt.whole() != before.whole()) {
            line.flag("whole", prompt.whole());
        }
        line.changed("systemHash", prompt.hashes().system(), before.hashes().system());
        line.changed("toolsHash", prompt.hashes().tools(), before.hashes().tools());
        line.changed(
                "responseFormatHash",
                prompt.hashes().responseFormat(),
                before.hashes().responseFormat());
        line.changed("settingsHash", prompt.hashes().settings(), before.hashes().settings());
        line.changed("requestHash", prompt.hashes().request(), before.hashes().request());
    }

    static PromptSections read(JsonLine line, PromptSections before) throws IOException {
        PromptSections.Builder prompt = before.toBuilder();
        int toolCount = before.toolCount();
        Section tools = before.tools();
        Optional<String> system = before.hashes().system();
        Optional<String> toolsHash = before.hashes().tools();
        Optional<String> responseFormat = before.hashes().responseFormat();
        Optional<String> settings = before.hashes().settings();
        Optional<String> request = before.hashes().request();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "system" -> prompt.system(readSection(line));
                case "tools" -> tools = readSection(line);
                case "responseFormat" -> prompt.responseFormat(readSection(line));
                case "history" -> prompt.history(readSection(line));
                case "toolResults" -> prompt.toolResults(readSection(line));
                case "user" -> prompt.user(readSection(line));
                case "opaqueCharacters" -> prompt.opaqueCharacters(line.wholeLong());
                case "toolCount" -> toolCount = line.wholeInt();
                case "repeatedToolCalls" -> prompt.repeatedToolCalls(line.wholeInt());
                case "whole" -> prompt.whole(line.flag());
                case "systemHash" -> system = line.textOrNull();
                case "toolsHash" -> toolsHash = line.textOrNull();
                case "responseFormatHash" -> responseFormat = line.textOrNull();
                case "settingsHash" -> settings = line.textOrNull();
                case "requestHash" -> request = line.textOrNull();
                default -> throw JsonLine.unknown(field);
            }
        }
        return prompt.tools(tools, toolCount)
                .hashes(new Hashes(system, toolsHash, responseFormat, settings, request))
                .build();
    }

    private static void writeChange(JsonLineWriter line, String field, Section section, Section before) {
        if (!section.equals(before)) {
            line.numbers(field, section.characters(), section.tokens());
        }
    }

    private static Section readSection(JsonLine line) throws IOException {
        line.beginArray();
        long characters = line.nextLong();
        long tokens = line.nextLong();
        line.endArray();
        return new Section(characters, tokens);
    }
}
