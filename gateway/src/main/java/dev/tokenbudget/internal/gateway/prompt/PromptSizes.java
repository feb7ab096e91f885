package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.prefix.ComparedPrompt;
import dev.tokenbudget.internal.gateway.prefix.Piece;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Measures the prompts of requests: sizes and hashes. */
final class PromptSizes {

    private PromptSizes() {}

    /**
     * Measure the prompt in {@code request}, or nothing where there is none.
     *
     * @param compare compares its pieces, of which each has its text, with those of earlier prompts
     */
    static Optional<PromptSections> of(
            JsonNode request, TokenCounts counts, Function<List<Piece>, ComparedPrompt> compare) {
        ItemTally items = new ItemTally();
        PromptTally<SectionSize> tally = new PromptTally<>(items, kind -> new SectionSize(kind, counts, items));
        PromptReader read = PromptReader.read(request, tally);
        List<Piece> pieces = items.toPieces();
        PromptSections sizes = sizes(tally, pieces);
        if (pieces.isEmpty() && sizes.equals(PromptSections.NONE)) {
            return Optional.empty();
        }
        ComparedPrompt compared = compare.apply(pieces);
        return Optional.of(sizes.toBuilder()
                .items(pieces.stream()
                        .map(piece -> piece.item().quoting(compared.quotesOf(piece)))
                        .toList())
                .hashes(new Hashes(
                        tally.system.hash(),
                        tally.tools.hash(),
                        tally.responseFormat.hash(),
                        Optional.of(hash(read.settings())),
                        Optional.of(hash(read.asked()))))
                .repeats(compared.repeats())
                .build());
    }

    private static PromptSections sizes(PromptTally<SectionSize> tally, List<Piece> pieces) {
        return PromptSections.builder()
                .system(tally.system.section())
                .tools(tally.tools.section(), tally.toolCount())
                .responseFormat(tally.responseFormat.section())
                .history(tally.history.section())
                .toolResults(tally.toolResults.section())
                .user(tally.user.section())
                .opaqueCharacters(tally.opaqueCharacters())
                .whole(tally.isWhole())
                .repeatedToolCalls(tally.toolCalls.number())
                .items(pieces.stream().map(Piece::item).toList())
                .build();
    }

    private static String hash(JsonNode document) {
        MessageDigest digest = TextHash.newSha256();
        CanonicalJson.writeWithoutNames(document, piece -> digest.update(piece.getBytes(StandardCharsets.UTF_8)));
        return TextHash.firstDigits(digest);
    }
}
