package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.RecordingExample.REVIEW;
import static dev.tokenbudget.internal.replay.RecordingExample.conversation;
import static dev.tokenbudget.internal.replay.RecordingExample.exchange;
import static dev.tokenbudget.internal.replay.RecordingExample.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that were torn, or edited by hand. */
class MalformedRecordingTest {

    private static final String CURE =
            "Restore the file from version control, or record again: mvn verify -Dtokenbudget.calls=record.";

    @TempDir
    Path folder;

    private Path file;
    private String whole;

    @BeforeEach
    void record() throws IOException {
        file = new RecordingFolder(folder).write(recording(conversation(2), conversation(3)));
        whole = Files.readString(file);
    }

    @Test
    void a_torn_file_is_refused_with_its_place() throws IOException {
        assertRefused(whole.substring(0, whole.indexOf("\"runs\"")), "line ", ", column ", CURE);
    }

    @Test
    void a_misspelt_field_is_refused_with_its_place() throws IOException {
        assertRefused(
                whole.replaceFirst("\"answer\"", "\"anwser\""),
                "line ",
                ", column ",
                "there is no field \"runs[0].exchanges[0].anwser\"",
                CURE);
    }

    @Test
    void a_number_that_is_none_is_refused_with_its_place() throws IOException {
        assertRefused(
                whole.replaceFirst("\"status\": 200", "\"status\": \"200\""),
                placeOf("\"status\""),
                "\"each.status\" must be a whole number",
                CURE);
    }

    @Test
    void a_field_that_neither_the_exchange_nor_all_of_them_have_is_refused_with_its_place() throws IOException {
        assertRefused(whole.replaceFirst("\"status\": 200, ", ""), "line ", "the field \"status\" is missing.", CURE);
    }

    @Test
    void pieces_that_are_longer_than_their_text_are_refused_with_their_place() throws IOException {
        Body answer = new Body.Events(Stream.of("data: Hel", "data: lo", "data: !")
                .map(line -> new Body.Event(List.of(line)))
                .toList());
        new RecordingFolder(folder).write(recording(new RecordedRun(List.of(exchange(new Body.None(), answer)))));
        whole = Files.readString(file);

        assertRefused(
                whole.replace("[3, 2, 1]", "[3, 2, 2]"),
                placeOf("{\"$events\""),
                "the \"lengths\" of pieces add up to 7, but their text has 6 characters.",
                CURE);
    }

    @Test
    void a_reference_to_nothing_is_refused_with_its_place() throws IOException {
        assertRefused(
                whole.replace("{\"$part\": \"tools-1\"}", "{\"$part\": \"tools-7\"}"),
                placeOf("{\"$part\": \"tools-1\"}"),
                "there is no part \"tools-7\".",
                CURE);
    }

    @Test
    void a_part_that_holds_itself_is_refused_with_its_place() throws IOException {
        assertRefused(
                whole.replace("{\"$part\": \"tools-1\"}", "{\"$part\": \"request-1\"}"),
                placeOf("{\"$part\": \"tools-1\"}"),
                "the part \"request-1\" holds itself.",
                CURE);
    }

    @Test
    void a_text_whose_lines_are_no_texts_is_refused_with_its_place() throws IOException {
        String line = "\"Rules:\"";
        assertRefused(whole.replace(line, "17"), placeOf(line), "a line of a text must be a text", CURE);
    }

    @Test
    void sizes_that_are_none_are_refused_with_their_place() throws IOException {
        String size = "\"system\": {\"characters\": 311";
        assertRefused(
                whole.replace(size, "\"system\": {\"characters\": \"many\""),
                "line ",
                "\"system.characters\" must be a whole number",
                CURE);
    }

    @Test
    void a_run_that_is_the_same_as_a_later_one_is_refused_with_its_place() throws IOException {
        assertRefused(
                whole.replace("\"runs\": [", "\"runs\": [{\"sameAs\": 1},"),
                placeOf("\"runs\": ["),
                "\"sameAs\" must be the number of a former run",
                CURE);
    }

    @Test
    void a_file_under_the_name_of_another_task_is_refused() throws IOException {
        Files.move(file, file.resolveSibling("other.json"));

        assertThatThrownBy(new RecordingFolder(folder)::readAll)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("it holds the recording of " + REVIEW)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_merge_conflict_is_told_with_its_line() throws IOException {
        assertRefused("<<<<<<< ours\n" + whole, "merge conflict markers, the first in line 1", "record again");
    }

    @Test
    void a_file_of_a_newer_version_is_refused() throws IOException {
        Files.writeString(file, whole.replace("\"schemaVersion\": 1", "\"schemaVersion\": 2"));

        assertThatThrownBy(() -> new RecordingFolder(folder).read(REVIEW)).isInstanceOf(NewerSchemaException.class);
    }

    @Test
    void a_recording_without_a_run_is_refused() throws IOException {
        assertRefused(whole.substring(0, whole.indexOf("\"runs\"")) + "\"runs\": []}", "there is no run in it.", CURE);
    }

    @Test
    void a_link_is_neither_read_nor_written() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), whole);
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(() -> new RecordingFolder(folder).read(REVIEW)).hasMessageContaining("is a symbolic link");
        assertThatThrownBy(() -> new RecordingFolder(folder).write(recording(conversation(1))))
                .hasMessageContaining("is a symbolic link");
        assertThat(elsewhere).hasContent(whole);
    }

    /** Return where a text stands first, as line and column from 1. */
    private String placeOf(String text) {
        int at = whole.indexOf(text);
        assertThat(at).as(text).isPositive();
        String before = whole.substring(0, at);
        return "line " + (before.lines().count() + (before.endsWith("\n") ? 1 : 0)) + ", column ";
    }

    private void assertRefused(String text, String... sayings) throws IOException {
        assertThat(text).isNotEqualTo(whole);
        Files.writeString(file, text);

        assertThatThrownBy(() -> new RecordingFolder(folder).read(REVIEW))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file.toString())
                .message()
                .contains(sayings);
    }
}
