package dev.tokenbudget.internal.recording;

import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts after each change is what counts when all calls are looked at anew. */
class RecordedCallsTest {

    private final RecordedCalls calls = new RecordedCalls();
    private final List<ModelCall> all = new ArrayList<>();
    private final List<ModelCall> noted = new ArrayList<>();

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_counts_does_not_depend_on_when_it_is_asked(int seed) {
        Random random = new Random(seed);
        for (int step = 1; step <= 60; step++) {
            ModelCall next = any(step, random);
            if (calls.ofSameResponse(next).isEmpty() || random.nextInt(4) > 0) {
                all.add(next);
                note(calls.add(next, CompletableFuture.completedFuture(next.prompt())));
            } else {
                List<ModelCall> answer = random.nextBoolean()
                        ? List.of(next)
                        : List.of(next, next.toBuilder().toolCalls(step).build());
                all.removeAll(calls.ofSameResponse(next));
                all.addAll(answer);
                note(calls.replace(answer));
            }
            List<ModelCall> counted = calls.inOrder(ModelCall.Role.AGENT).stream()
                    .map(RecordedCall::call)
                    .toList();
            assertThat(counted).containsExactlyInAnyOrderElementsOf(eachResponseOnce());
            assertThat(noted).containsExactlyInAnyOrderElementsOf(counted);
        }
    }

    @Test
    void a_less_trusted_call_counts_again_where_an_answer_has_fewer_calls_than_were_known() {
        ModelCall first = call(10).responseId("r1").build();
        ModelCall second = call(20).responseId("r1").build();
        ModelCall bySdk = call(21).responseId("r1").source(UsageSource.SDK).build();
        for (ModelCall each :
                List.of(first, second, first.toBuilder().source(UsageSource.SDK).build(), bySdk)) {
            note(calls.add(each, CompletableFuture.completedFuture(each.prompt())));
        }

        ModelCall answer = call(30).responseId("r1").build();
        note(calls.replace(List.of(answer)));

        assertThat(noted).containsExactlyInAnyOrder(answer, bySdk);
    }

    private void note(RecordedCalls.Change change) {
        noted.removeAll(change.removed());
        noted.addAll(change.added());
    }

    private static ModelCall any(int number, Random random) {
        ModelCall.Builder call = call(number)
                .started(START.plusMillis(random.nextInt(5)))
                .source(UsageSource.values()[random.nextInt(UsageSource.values().length)]);
        return random.nextInt(5) == 0
                ? call.build()
                : call.responseId("r" + random.nextInt(4)).build();
    }

    /** Of each response, as many calls count as its most talkative source reported, by the most trusted one that did. */
    private List<ModelCall> eachResponseOnce() {
        return all.stream().filter(this::counts).toList();
    }

    private boolean counts(ModelCall call) {
        if (call.responseId().isEmpty()) {
            return true;
        }
        List<ModelCall> ofResponse = all.stream()
                .filter(other -> other.responseId().equals(call.responseId()))
                .toList();
        long place = ofResponse.stream()
                .filter(other -> other.source() == call.source())
                .toList()
                .indexOf(call);
        return IntStream.range(0, call.source().ordinal())
                .mapToObj(trusted -> UsageSource.values()[trusted])
                .allMatch(trusted -> ofResponse.stream()
                                .filter(other -> other.source() == trusted)
                                .count()
                        <= place);
    }
}
