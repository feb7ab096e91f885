package dev.tokenbudget.internal.gateway.prompt;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a field of a message's content holds, by its name in any protocol. */
enum ContentField {
    /** What the model reads, or further fields. */
    TEXT,
    /** What a tool is given and gives: JSON of any names, all of which the model reads; a text where it is one. */
    PAYLOAD("input", "args", "arguments", "response", "json", "result"),
    /** A document's content, or base64. */
    DATA("data"),
    /** Pictures, sounds, files and where they are, signatures of thoughts, and reasoning that only its provider reads. */
    OPAQUE(
            "image",
            "images",
            "image_url",
            "imageUrl",
            "image_base64",
            "video",
            "video_url",
            "videoUrl",
            "audio",
            "audio_url",
            "audioUrl",
            "input_audio",
            "inlineData",
            "inline_data",
            "fileData",
            "file_data",
            "file_url",
            "file_uri",
            "fileUri",
            "file_id",
            "fileId",
            "file_ids",
            "document_url",
            "s3Location",
            "bytes",
            "signature",
            "thoughtSignature",
            "thought_signature",
            "encrypted_content",
            "encryptedContent",
            "encrypted_stdout",
            "encrypted_index",
            "redactedContent",
            "redacted_content",
            "reasoning_opaque"),
    /** What something is or is called, not what the model reads. */
    MARK(
            "type",
            "role",
            "id",
            "call_id",
            "callId",
            "tool_use_id",
            "tool_call_id",
            "toolUseId",
            "toolCallId",
            "status",
            "phase",
            "detail",
            "format",
            "media_type",
            "mime_type",
            "mimeType",
            "model",
            "task_type",
            "taskType",
            "annotations",
            "citations",
            "cache_control",
            "cachePoint",
            "prompt_cache_breakpoint");

    private static final Map<String, ContentField> BY_NAME = Arrays.stream(values())
            .flatMap(kind -> kind.names.stream().map(name -> Map.entry(name, kind)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Set<String> names;

    ContentField(String... names) {
        this.names = Set.of(names);
    }

    static ContentField named(String name) {
        return BY_NAME.getOrDefault(name, TEXT);
    }
}
