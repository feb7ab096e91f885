package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Forms that are uploaded have delimiters that clients make up each time. */
class UploadedFormsTest {

    private static final List<String> SOUNDS = List.of("knock", "whistle", "bell");

    @Test
    void are_told_apart_by_what_they_hold() {
        RecordedAnswers recording = new RecordedAnswers(new ScriptedModel(call -> ScriptedModel.json(
                call,
                200,
                Dialect.parse("{\"text\":\"a " + sound(call.body().head()) + "\",\"usage\":"
                        + "{\"type\":\"tokens\",\"input_tokens\":9,\"output_tokens\":4,\"total_tokens\":13}}"))));
        RecordedRun recorded = new RecordedRun(recorded(recording));
        ReplayedAnswers replayed = new ReplayedAnswers(run -> Optional.of(recorded), Slopes.TABLE);
        List<String> reversed = new ArrayList<>(SOUNDS);
        Collections.reverse(reversed);

        try (Stage stage = new Stage(replayed)) {
            assertThat(reversed)
                    .allSatisfy(sound -> assertThat(transcribe(stage, sound)).contains("a " + sound));
            assertThat(replayed.departures(stage.run)).isEmpty();
            assertThat(stage.calls()).hasSize(3);
        }
    }

    private static List<Exchange> recorded(RecordedAnswers answers) {
        try (Stage stage = new Stage(answers)) {
            SOUNDS.forEach(sound -> transcribe(stage, sound));
            Run ended =
                    stage.run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ofSeconds(30));
            return answers.take(stage.run, ended).exchanges();
        }
    }

    private static String sound(byte[] form) {
        String text = new String(form, StandardCharsets.UTF_8);
        return SOUNDS.stream().filter(text::contains).findFirst().orElseThrow();
    }

    private static String transcribe(Stage stage, String sound) {
        String delimiter = UUID.randomUUID().toString();
        String form = "--" + delimiter + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nhearing-test\r\n--"
                + delimiter + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n" + sound
                + "\r\n--" + delimiter + "--\r\n";
        return new String(
                stage.send(
                                "openai",
                                "/audio/transcriptions",
                                form,
                                "Content-Type",
                                "multipart/form-data; boundary=" + delimiter)
                        .body(),
                StandardCharsets.UTF_8);
    }
}
