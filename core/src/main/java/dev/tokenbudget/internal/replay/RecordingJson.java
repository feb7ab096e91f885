package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.MergeConflictException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.internal.run.TaskId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of a recording, as it is read; {@code docs/recording.schema.json} describes it. */
record RecordingJson(
        @JsonProperty("$schema") @Nullable String schema,
        @JsonProperty(required = true) int schemaVersion,
        @JsonProperty(required = true) String testClass,
        @JsonProperty(required = true) String task,
        @Nullable String commit,
        @Nullable CommonJson each,
        @Nullable Map<String, JsonNode> parts,
        @JsonProperty(required = true) List<RunJson> runs) {

    static final int SCHEMA_VERSION = 1;

    /** The id that {@code docs/recording.schema.json} declares. */
    static final String SCHEMA = "https://tokenbudget.dev/schema/recording-" + SCHEMA_VERSION + ".json";

    private static final String VERSION_FIELD = "schemaVersion";
    private static final String RECORD_AGAIN = "record again: mvn verify -Dtokenbudget.calls=record.";
    private static final String REMEDY = " Restore the file from version control, or " + RECORD_AGAIN;

    /** A run: its exchanges, or the number of the former run, from 1, which was the same. */
    record RunJson(
            @Nullable List<ExchangeJson> exchanges,
            @Nullable Integer sameAs) {}

    /**
     * Read a recording.
     *
     * @throws MalformedFileException if it cannot be read; the message says what helps
     */
    static TaskRecording read(Path file) {
        try {
            return JsonFile.read(file, VERSION_FIELD, SCHEMA_VERSION, RecordingJson.class)
                    .toRecording();
        } catch (MalformedPartException e) {
            throw malformed(file, JsonFile.placeOf(file, e.pointer()) + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw malformed(file, e.getMessage());
        } catch (NewerSchemaException e) {
            throw e;
        } catch (MergeConflictException e) {
            throw new MalformedFileException(file, e.problem() + " Or take one side, and " + RECORD_AGAIN, e);
        } catch (MalformedFileException e) {
            throw malformed(file, e.problem());
        }
    }

    static MalformedFileException malformed(Path file, @Nullable String problem) {
        return new MalformedFileException(file, problem + REMEDY);
    }

    private TaskRecording toRecording() {
        PartsJson known = new PartsJson(parts == null ? Map.of() : parts);
        List<RecordedRun> recorded = new ArrayList<>();
        for (RunJson run : runs) {
            recorded.add(toRun(run, recorded, known));
        }
        if (recorded.isEmpty()) {
            throw new MalformedPartException("/runs", "there is no run in it.");
        }
        return new TaskRecording(new TaskId(testClass, task), Optional.ofNullable(commit), recorded);
    }

    private RecordedRun toRun(RunJson run, List<RecordedRun> former, PartsJson known) {
        String pointer = "/runs/" + former.size();
        if (run.sameAs() != null) {
            if (run.exchanges() != null || run.sameAs() < 1 || run.sameAs() > former.size()) {
                throw new MalformedPartException(
                        pointer, "\"sameAs\" must be the number of a former run, and stand alone.");
            }
            return former.get(run.sameAs() - 1);
        }
        if (run.exchanges() == null) {
            throw new MalformedPartException(pointer, "the field \"exchanges\" is missing.");
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (ExchangeJson exchange : run.exchanges()) {
            exchanges.add(exchange.toExchange(
                    each == null ? CommonJson.NOTHING : each, known, pointer + "/exchanges/" + exchanges.size()));
        }
        return new RecordedRun(exchanges);
    }
}
