package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Measures the prompts of requests: sizes and hashes. */
final class PromptSizes {

    private PromptSizes() {}

    /** Measure the prompt in {@code request}, or nothing where there is none. */
    static Optional<PromptSections> of(JsonNode request, TokenCounts counts) {
        ItemTally items = new ItemTally();
        PromptTally<SectionSize> tally = new PromptTally<>(items, kind -> new SectionSize(kind, counts, items));
        PromptReader read = PromptReader.read(request, tally);
        PromptSections sizes = sizes(tally);
        boolean isNone = sizes.equals(PromptSections.NONE);
        return isNone
                ? Optional.empty()
                : Optional.of(sizes.toBuilder()
                        .hashes(new Hashes(
                                tally.system.hash(),
                                tally.tools.hash(),
                                tally.responseFormat.hash(),
                                Optional.of(hash(read.settings())),
                                Optional.of(hash(read.asked()))))
                        .build());
    }

    private static PromptSections sizes(PromptTally<SectionSize> tally) {
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
                .items(tally.items.toItems())
                .build();
    }

    private static String hash(JsonNode document) {
        MessageDigest digest = TextHash.newSha256();
        CanonicalJson.writeWithoutNames(document, piece -> digest.update(piece.getBytes(StandardCharsets.UTF_8)));
        return TextHash.firstDigits(digest);
    }
}
