package dev.tokenbudget.internal.gateway.prefix;

import dev.tokenbudget.usage.PromptSections.Quote;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.util.List;
import java.util.Map;

/**
 * What a prompt has in common with those that were sent before.
 *
 * @param repeats how much it repeats from the begin
 * @param quotes what those of its pieces that quote something have word by word from what other agents of the run read
 */
public record ComparedPrompt(Repeat.Compared repeats, Map<Piece, List<Quote>> quotes) {

    /** Nothing was compared. */
    public static final ComparedPrompt NOT = new ComparedPrompt(Repeat.Compared.NOT, Map.of());

    /** Return what {@code piece} of the prompt quotes. */
    public List<Quote> quotesOf(Piece piece) {
        return quotes.getOrDefault(piece, List.of());
    }
}
