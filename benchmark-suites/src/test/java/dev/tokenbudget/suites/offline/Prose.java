package dev.tokenbudget.suites.offline;

import java.util.List;
import java.util.Random;

/** English words that say nothing, of an exact length in tokens. */
public final class Prose {

    private static final List<String> WORDS = List.of(
            "order",
            "customer",
            "before",
            "after",
            "refund",
            "ticket",
            "because",
            "only",
            "seat",
            "carriage",
            "delay",
            "unless",
            "answer",
            "written",
            "page",
            "every",
            "claim",
            "train",
            "station",
            "fare",
            "within",
            "days",
            "office",
            "letter",
            "price",
            "morning",
            "other",
            "reason",
            "travel",
            "name",
            "city",
            "which",
            "returned");

    private Prose() {}

    /** Return {@code tokens} tokens (o200k_base) about {@code topic}, the same each time. */
    public static String of(String topic, int tokens) {
        Random random = new Random(Draws.seed(topic));
        StringBuilder text = new StringBuilder();
        for (int words = 0; words < tokens; words++) {
            text.append(words == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return O200kTokens.first(tokens, text.toString());
    }
}
