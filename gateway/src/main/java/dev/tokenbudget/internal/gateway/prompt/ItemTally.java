package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.prefix.Piece;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells the pieces of one prompt apart while it is read: what is read within a block belongs to one item for each kind of
 * text.
 */
final class ItemTally {

    /** What tells a call from others, and what its result names it by. */
    private static final List<String> IDS =
            List.of("tool_call_id", "tool_use_id", "toolUseId", "call_id", "callId", "toolCallId", "id");

    /** What a result may be wrapped in. */
    private static final List<String> RESULTS = List.of("toolResult", "functionResponse", "function_response");

    /** Definitions and formats stand before the conversation in every provider's cache, wherever a request has them. */
    private static final Comparator<ItemSize> CACHED = Comparator.comparingInt(item -> switch (item.kind) {
        case TOOL_DEFINITION -> 0;
        case RESPONSE_FORMAT -> 1;
        case SYSTEM, HISTORY, TOOL_RESULT, USER -> 2;
    });

    private final List<ItemSize> items = new ArrayList<>();
    private final Map<String, ToolCall> latestById = new HashMap<>();
    private final UnansweredCalls unansweredById = new UnansweredCalls();
    private final UnansweredCalls unansweredByTool = new UnansweredCalls();
    private Optional<String> id = Optional.empty();
    private Block block = Block.ofText();

    /** Read a block of content: an item of its own, unless it is a part of what a tool gave. */
    void readBlock(Runnable reading) {
        read(block.isResult ? block : Block.ofText(), reading);
    }

    /** Read {@code object} within the block that is being read, or as an item of its own where it is a tool call. */
    void readObject(JsonNode object, Runnable reading) {
        Optional<String> outer = id;
        id = idOf(object).or(() -> outer);
        ToolCall.of(object)
                .ifPresentOrElse(
                        call -> {
                            id.ifPresent(known -> {
                                latestById.put(known, call);
                                unansweredById.add(known, call);
                            });
                            unansweredByTool.add(call.tool(), call);
                            read(Block.of(call), reading);
                        },
                        reading);
        id = outer;
    }

    /** Read what a tool gave: an item of its own. */
    void readResult(JsonNode result, Runnable reading) {
        read(blockOf(result), reading);
    }

    /** Read the definition of the tool named {@code tool}: an item of its own. */
    void readDefinition(Optional<String> tool, Runnable reading) {
        read(Block.of(tool), reading);
    }

    /**
     * Add a text to what is read.
     *
     * @param text in its canonical form
     * @param sent as the request has it
     */
    void add(Kind kind, String text, String sent, double tokens) {
        if (!text.isEmpty()) {
            block.items.computeIfAbsent(kind, this::newItem).add(text, sent, tokens);
        }
    }

    /** Add what is no text, such as a picture: prompts with different ones are not the same. */
    void addOpaque(Kind kind, String content) {
        block.items.computeIfAbsent(kind, this::newItem).addOpaque(content);
    }

    List<Piece> toPieces() {
        return items.stream().sorted(CACHED).map(ItemSize::toPiece).toList();
    }

    private ItemSize newItem(Kind kind) {
        ItemSize item = new ItemSize(kind, block.tool, block.asked);
        items.add(item);
        return item;
    }

    private void read(Block inner, Runnable reading) {
        Block outer = block;
        block = inner;
        reading.run();
        block = outer;
    }

    private Block blockOf(JsonNode result) {
        List<JsonNode> named = Stream.concat(Stream.of(result), RESULTS.stream().map(result::path))
                .toList();
        Optional<String> tool = named.stream()
                .flatMap(node -> Stream.of(node.path("name"), node.path("tool_name")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
        return named.stream()
                .flatMap(node -> idOf(node).stream())
                .flatMap(known -> callOf(known).stream())
                .filter(call -> tool.filter(other -> !other.equals(call.tool())).isEmpty())
                .findFirst()
                .or(() -> tool.flatMap(unansweredByTool::next))
                .map(Block::of)
                .orElseGet(() -> Block.of(tool))
                .asResult();
    }

    /** Some hosts give all calls of a turn one id, an empty one at that, and a client may answer a call in two parts. */
    private Optional<ToolCall> callOf(String resultsId) {
        return unansweredById.next(resultsId).or(() -> Optional.ofNullable(latestById.get(resultsId)));
    }

    private static Optional<String> idOf(JsonNode node) {
        return IDS.stream()
                .map(node::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }

    /** What is read together. */
    private record Block(Optional<String> tool, Optional<String> asked, boolean isResult, Map<Kind, ItemSize> items) {

        static Block ofText() {
            return of(Optional.empty());
        }

        /** Return a block of the definition of {@code tool}, or of what cannot be told to be of any tool. */
        static Block of(Optional<String> tool) {
            return new Block(tool, Optional.empty(), false, new EnumMap<>(Kind.class));
        }

        static Block of(ToolCall call) {
            return new Block(Optional.of(call.tool()), Optional.of(call.asked()), false, new EnumMap<>(Kind.class));
        }

        Block asResult() {
            return new Block(tool, asked, true, items);
        }
    }

    /** The size of one item, and its text, which is let go with it. */
    private static final class ItemSize {

        private final Kind kind;
        private final Optional<String> tool;
        private final Optional<String> asked;
        private final MessageDigest digest = TextHash.newSha256();
        private final StringBuilder sent = new StringBuilder();
        private long characters;
        private double tokens;

        ItemSize(Kind kind, Optional<String> tool, Optional<String> asked) {
            this.kind = kind;
            this.tool = tool;
            this.asked = asked;
        }

        void add(String text, String asSent, double more) {
            sent.append(asSent);
            characters += text.length();
            tokens += more;
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }

        void addOpaque(String content) {
            String name = TextHash.lettersOf(content);
            sent.append(name);
            digest.update(name.getBytes(StandardCharsets.UTF_8));
        }

        Piece toPiece() {
            Item item = new Item(
                    kind,
                    tool,
                    asked.map(TextHash::firstDigitsOf),
                    characters,
                    Math.round(tokens),
                    TextHash.firstDigits(digest));
            return new Piece(item, sent.toString());
        }
    }
}
