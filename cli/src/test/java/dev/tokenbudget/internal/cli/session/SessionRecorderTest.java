package dev.tokenbudget.internal.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.ContextWindows;
import dev.tokenbudget.internal.history.output.prometheus.LlmMetrics;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls become sessions of a history. */
class SessionRecorderTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Caller CHAT = new Caller("chat", false, Labels.NONE);

    @TempDir
    Path folder;

    @Test
    void takes_an_answer_that_is_fetched_later_for_the_call_that_asked_for_it() {
        try (SessionRecorder recorder = start(history())) {
            recorder.put(new CallOfSession(
                    CHAT, call().status(UsageStatus.UNKNOWN).responseId("r").build(), false));
            recorder.put(new CallOfSession(CHAT, used(call().responseId("r").started(NOON.plusSeconds(90))), true));
        }

        assertThat(sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.calls())
                        .singleElement()
                        .satisfies(call -> {
                            assertThat(call.at()).isEqualTo(NOON);
                            assertThat(call.usage().total()).hasValue(120);
                        }));
    }

    @Test
    void counts_refused_attempts_as_retries_of_the_call_that_follows() {
        try (SessionRecorder recorder = start(history())) {
            recorder.put(new CallOfSession(
                    CHAT, call().status(UsageStatus.NOT_BILLED).build(), false));
            recorder.put(new CallOfSession(CHAT, used(call()), false));
        }

        assertThat(sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.calls())
                        .extracting(CallEntry::retries)
                        .containsExactly(1));
    }

    @Test
    void writes_no_session_of_refused_attempts_alone() {
        try (SessionRecorder recorder = start(history())) {
            recorder.put(new CallOfSession(
                    CHAT, call().status(UsageStatus.NOT_BILLED).build(), false));
        }

        assertThat(sessions()).isEmpty();
    }

    @Test
    void keeps_in_the_spool_what_the_history_cannot_take() {
        History gone = history();
        gone.close();
        try (SessionRecorder recorder = start(gone)) {
            recorder.put(new CallOfSession(CHAT, used(call()), false));
        }
        assertThat(sessions()).isEmpty();

        start(history()).close();

        assertThat(sessions()).hasSize(1);
    }

    @Test
    void writes_once_the_history_is_there_again() throws Exception {
        History gone = history();
        gone.close();
        try (SessionRecorder recorder = start(gone)) {
            recorder.put(new CallOfSession(new Caller("alone", true, Labels.NONE), used(call()), false));
            while (sessions().isEmpty()) {
                Thread.sleep(50);
            }
        }

        assertThat(sessions()).hasSize(1);
    }

    /** One number that no database can add up must not keep all later sessions from the history. */
    @ParameterizedTest
    @CsvSource({"9223372036854775807, 9223372036854775807", "4611686018427387904, 1", "-5, 20", "100, -20"})
    void writes_a_call_of_impossible_usage_as_unknown_and_those_beside_it(long input, long output) {
        Caller odd = new Caller("odd", false, Labels.NONE);
        try (SessionRecorder recorder = start(history())) {
            recorder.put(new CallOfSession(
                    odd, call().usage(TokenUsage.of(input, output)).build(), false));
            recorder.put(new CallOfSession(CHAT, used(call()), false));
        }

        assertThat(sessions())
                .extracting(session -> session.calls().get(0).usage().total())
                .containsExactlyInAnyOrder(OptionalLong.empty(), OptionalLong.of(120));
    }

    @Test
    void shares_its_spool_with_no_other_process() {
        try (SessionRecorder recorder = start(history())) {
            assertThat(recorder).isNotNull();
            assertThatThrownBy(() -> start(history())).hasMessageContaining("another process has held this lock");
        }
    }

    @Test
    void refuses_a_spool_that_is_a_link() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "not ours\n");
        Files.createSymbolicLink(spool().resolve("calls.jsonl"), elsewhere);

        try (History history = history()) {
            assertThatThrownBy(() -> start(history)).hasMessageContaining("is a symbolic link, which is not followed");
        }
        assertThat(elsewhere).hasContent("not ours\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls.jsonl", "calls.new"})
    void follows_no_link_that_is_planted_while_it_records(String name) throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "not ours\n");
        try (SessionRecorder recorder = start(history())) {
            Files.deleteIfExists(spool().resolve(name));
            Files.createSymbolicLink(spool().resolve(name), elsewhere);
            recorder.put(new CallOfSession(CHAT, used(call()), false));
        }

        assertThat(elsewhere).hasContent("not ours\n");
        assertThat(sessions()).hasSize(1);
    }

    private Path spool() throws IOException {
        return Files.createDirectories(folder.resolve("spool"));
    }

    private SessionRecorder start(History history) {
        PriceList prices = PriceList.bundled();
        return SessionRecorder.start(
                folder.resolve("spool"),
                new HistoryWriter(url(), history),
                prices,
                new LlmMetrics(ContextWindows.listedIn(prices)),
                Duration.ofMinutes(5),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }

    private History history() {
        return History.open(url());
    }

    private List<RunEntry> sessions() {
        List<RunEntry> sessions = new ArrayList<>();
        try (History history = history()) {
            history.runs().forEach(Period.endingWith(LocalDate.of(2026, 11, 30), 1), sessions::add);
        }
        return sessions;
    }

    private static ModelCall.Builder call() {
        return ModelCall.builder("openai", "gpt-4o").started(NOON);
    }

    private static ModelCall used(ModelCall.Builder call) {
        return call.status(UsageStatus.REPORTED)
                .usage(TokenUsage.builder()
                        .input(OptionalLong.of(100))
                        .output(OptionalLong.of(20))
                        .build())
                .build();
    }
}
