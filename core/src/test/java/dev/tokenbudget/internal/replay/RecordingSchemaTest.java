package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.RecordingExample.conversation;
import static dev.tokenbudget.internal.replay.RecordingExample.exchange;
import static dev.tokenbudget.internal.replay.RecordingExample.recording;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSchemaTest {

    private static final Path PUBLISHED = Path.of("../docs/recording.schema.json");

    @TempDir
    Path folder;

    @Test
    void a_written_recording_is_valid() throws IOException {
        assertThat(problemsOf(written(recording(conversation(3), conversation(4)))))
                .isEmpty();
    }

    @Test
    void a_recording_of_unusual_calls_is_valid() throws IOException {
        ModelCall unusual = ModelCall.builder("router", "embedder")
                .source(UsageSource.GATEWAY)
                .kind(CallKind.EMBEDDING)
                .status(UsageStatus.NOT_BILLED)
                .serviceTier("flex")
                .label("team", "search")
                .streamed(true)
                .anomalies(List.of(new Anomaly(Anomaly.Kind.NO_INPUT, "none")))
                .build();
        TaskRecording recording = new TaskRecording(
                RecordingExample.REVIEW,
                Optional.empty(),
                List.of(new RecordedRun(List.of(exchange(new Body.None(), new Body.Text("no"), unusual)))));

        assertThat(problemsOf(written(recording))).isEmpty();
        assertThat(new RecordingFolder(folder).readAll()).containsExactly(recording);
    }

    @Test
    void the_schema_has_the_version_that_is_written() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Files.readString(PUBLISHED));

        assertThat(schema.at("/$id").asText()).isEqualTo(RecordingJson.SCHEMA);
        assertThat(schema.at("/properties/schemaVersion/const").asInt()).isEqualTo(RecordingJson.SCHEMA_VERSION);
    }

    @Test
    void a_recording_with_a_field_too_many_is_not_valid() throws IOException {
        String whole = written(recording(conversation(1)));

        assertThat(problemsOf(whole.replace("\"upstream\"", "\"key\": \"secret\", \"upstream\"")))
                .isNotEmpty();
        assertThat(problemsOf(whole.replace("\"usage\"", "\"started\": 1, \"usage\"")))
                .isNotEmpty();
    }

    private String written(TaskRecording recording) throws IOException {
        return Files.readString(new RecordingFolder(folder).write(recording));
    }

    private static List<Error> problemsOf(String text) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(PUBLISHED), InputFormat.JSON)
                .validate(text, InputFormat.JSON);
    }
}
