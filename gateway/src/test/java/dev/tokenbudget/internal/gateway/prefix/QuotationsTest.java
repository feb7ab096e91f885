package dev.tokenbudget.internal.gateway.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Quote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What one agent reads word by word of what another one has read; each text here has a token for each character. */
class QuotationsTest {

    private final SentPrompts sent = new SentPrompts();
    private final RunInProgress run =
            new RunInProgress(new TaskId("example.Benchmark", "task"), 1, Instant.now(), late -> {});

    @Test
    void a_passage_in_the_middle_of_a_text_is_a_quote() {
        String found = words(1, 300);
        assertThat(read("reader", found)).isEmpty();

        assertThat(read("writer", words(2, 50) + found + words(3, 50)))
                .singleElement()
                .satisfies(quote -> {
                    assertThat(quote.agent()).isEqualTo("reader");
                    assertThat((double) quote.tokens()).isCloseTo(found.length(), Percentage.withPercentage(1));
                });
    }

    @Test
    void each_agent_is_named_for_what_it_read_first() {
        read("one", words(1, 300));
        read("two", words(1, 300) + words(2, 200));

        assertThat(read("three", words(2, 200) + "\n" + words(1, 300)))
                .extracting(Quote::agent)
                .containsExactly("one", "two");
    }

    @Test
    void it_is_the_same_whenever_it_is_read_again() {
        read("reader", words(1, 300));
        List<Quote> first = read("writer", "Write: " + words(1, 300));
        read("reader", "Write: " + words(1, 300));

        assertThat(read("writer", "Write: " + words(1, 300))).isEqualTo(first).isNotEmpty();
    }

    @Test
    void a_phrase_is_none() {
        read("reader", words(1, 300));

        assertThat(read("writer", words(2, 100) + words(1, 300).substring(100, 180) + words(3, 100)))
                .isEmpty();
    }

    @Test
    void an_agent_does_not_quote_itself() {
        read("reader", words(1, 300));
        read("other", words(2, 10));

        assertThat(read("reader", "Once more: " + words(1, 300))).isEmpty();
    }

    @Test
    void a_text_without_any_words_is_read_as_well() {
        String address = "東京都渋谷区の注文番号は次のとおりです。支払いは完了しており、商品は月曜日に発送されました。".repeat(3);
        read("reader", address);

        assertThat(read("writer", "手紙を書いてください。" + address)).hasSize(1);
        assertThat(read("writer", "a".repeat(5_000))).isEmpty();
    }

    private List<Quote> read(String agent, String text) {
        Piece piece = new Piece(
                new Item(Kind.USER, Optional.empty(), Optional.empty(), text.length(), text.length(), "hash"), text);
        return sent.add(run, Optional.of(agent), List.of(piece)).quotesOf(piece);
    }

    private static String words(int seed, int number) {
        return new Random(seed)
                .ints(number, 0, 5_000)
                .mapToObj(word -> Integer.toString(word, 36) + "e")
                .collect(Collectors.joining(" "));
    }
}
