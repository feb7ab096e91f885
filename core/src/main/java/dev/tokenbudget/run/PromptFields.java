package dev.tokenbudget.run;

import dev.tokenbudget.json.JsonLine;
import dev.tokenbudget.json.JsonLineWriter;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.io.IOException;
import java.util.Optional;

/**
 * The JSON form of what a call's prompt was made of, as far as it is not what the call before sent. A section stands there as
 * its characters and its tokens.
 */
final class PromptFields {

    /** What a prompt has where nothing else is said. */
    static final PromptSections NONE = new PromptSections(
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            0,
            Optional.empty(),
            Optional.empty());

    private PromptFields() {}

    static void write(JsonLineWriter line, PromptSections prompt, PromptSections before) {
        writeChange(line, "system", prompt.system(), before.system());
        writeChange(line, "tools", prompt.tools(), before.tools());
        writeChange(line, "history", prompt.history(), before.history());
        writeChange(line, "toolResults", prompt.toolResults(), before.toolResults());
        writeChange(line, "user", prompt.user(), before.user());
        if (prompt.toolCount() != before.toolCount()) {
            line.number("toolCount", prompt.toolCount());
        }
        line.changed("systemHash", prompt.systemHash(), before.systemHash());
        line.changed("toolsHash", prompt.toolsHash(), before.toolsHash());
    }

    static PromptSections read(JsonLine line, PromptSections before) throws IOException {
        Section system = before.system();
        Section tools = before.tools();
        Section history = before.history();
        Section toolResults = before.toolResults();
        Section user = before.user();
        int toolCount = before.toolCount();
        Optional<String> systemHash = before.systemHash();
        Optional<String> toolsHash = before.toolsHash();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "system" -> system = readSection(line);
                case "tools" -> tools = readSection(line);
                case "history" -> history = readSection(line);
                case "toolResults" -> toolResults = readSection(line);
                case "user" -> user = readSection(line);
                case "toolCount" -> toolCount = line.wholeInt();
                case "systemHash" -> systemHash = line.textOrNull();
                case "toolsHash" -> toolsHash = line.textOrNull();
                default -> throw JsonLine.unknown(field);
            }
        }
        return new PromptSections(system, tools, history, toolResults, user, toolCount, systemHash, toolsHash);
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
