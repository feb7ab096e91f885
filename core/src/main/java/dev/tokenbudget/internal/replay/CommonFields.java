package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.json.JsonFile;
import java.util.List;

/** What documents repeat, such as the model's name: it stands in front of them once. */
final class CommonFields {

    private CommonFields() {}

    /** Return the fields that are the same in all documents; none where they could not be put back. */
    static ObjectNode of(List<? extends JsonNode> documents) {
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        if (documents.size() > 1 && documents.stream().allMatch(CommonFields::canBePutBack)) {
            documents.get(0).properties().forEach(field -> {
                if (documents.stream().allMatch(other -> field.getValue().equals(other.get(field.getKey())))) {
                    common.set(field.getKey(), field.getValue());
                }
            });
        }
        return common;
    }

    /** Whether order tells where a field stood, and what is left is not taken for a reference. */
    private static boolean canBePutBack(JsonNode document) {
        return document.properties().stream().noneMatch(field -> field.getKey().startsWith("$"))
                && document.isObject()
                && JsonFile.line(OrderedJson.ordered(document)).equals(JsonFile.line(document));
    }

    static ObjectNode without(JsonNode common, ObjectNode document) {
        ObjectNode own = document.deepCopy();
        common.fieldNames().forEachRemaining(own::remove);
        return own;
    }

    static JsonNode with(JsonNode common, ObjectNode own) {
        ObjectNode document = ((ObjectNode) common).deepCopy();
        document.setAll(own);
        return OrderedJson.ordered(document);
    }
}
