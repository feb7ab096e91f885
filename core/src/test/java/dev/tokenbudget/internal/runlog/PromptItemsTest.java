package dev.tokenbudget.internal.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptItemsTest {

    @Test
    void come_back_of_conversations_that_take_turns() {
        List<ModelCall> calls = List.of(
                call("planner", "task"),
                call("writer", "task", "draft"),
                call("planner", "task", "answer", "result"),
                call("writer", "other"),
                call("planner", "task", "answer"));
        PromptItems items = new PromptItems();
        List<List<Integer>> written = calls.stream().map(items::write).toList();

        PromptItems again = new PromptItems(items.known());
        assertThat(IntStream.range(0, calls.size())
                        .mapToObj(i -> again.read(calls.get(i).agent().orElseThrow(), written.get(i))))
                .isEqualTo(calls.stream()
                        .map(call -> call.prompt().orElseThrow().items())
                        .toList());
    }

    @Test
    void of_a_long_conversation_are_written_once() {
        PromptItems items = new PromptItems();
        List<String> texts = new ArrayList<>();
        int written = 0;
        for (int turn = 0; turn < 90; turn++) {
            texts.add("answer " + turn);
            texts.add("result " + turn);
            written +=
                    items.write(call("planner", texts.toArray(String[]::new))).size();
        }

        assertThat(items.known()).hasSize(180);
        assertThat(written).isEqualTo(180 + 90);
    }

    @Test
    void that_there_are_not_are_refused() {
        PromptItems items = new PromptItems(List.of(item("task")));

        assertThatThrownBy(() -> items.read("planner", List.of(0, 1)))
                .hasMessage("A prompt has the item 1 of its run, which has 1.");
        assertThatThrownBy(() -> items.read("planner", List.of(1)))
                .hasMessage("A prompt has its first 1 items in common with the one before, which has 0.");
    }

    private static ModelCall call(String agent, String... texts) {
        return ModelCall.builder("openai", "gpt-x")
                .usage(TokenUsage.of(10, 1))
                .agent(agent)
                .prompt(PromptSections.builder()
                        .items(List.of(texts).stream()
                                .map(PromptItemsTest::item)
                                .toList())
                        .build())
                .build();
    }

    private static Item item(String text) {
        return new Item(Item.Kind.USER, Optional.empty(), Optional.empty(), text.length(), 1, text);
    }
}
