package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.runlog.CallJson;
import dev.tokenbudget.usage.ModelCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what is recorded: keys of known forms, the values of environment variables and system properties whose
 * names say that they are secret, and what the user's own patterns find. Each is replaced by {@code <redacted:NAME>}.
 */
public final class Redaction {

    /** Texts that are kept as known to hold no secret, at most: a conversation repeats its texts in every request. */
    private static final int MOST_CLEAN = 20_000;

    private final List<Secret> secrets;
    private final Set<String> knownClean = ConcurrentHashMap.newKeySet();

    private Redaction(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /**
     * Return a redaction by what is known here.
     *
     * @param variables environment variables and system properties
     * @param patterns the user's own patterns
     */
    public static Redaction of(Map<String, String> variables, List<Pattern> patterns) {
        return new Redaction(Secret.all(variables, patterns));
    }

    /** Return a redaction by the environment variables and system properties of this process. */
    public static Redaction ofThisProcess(List<Pattern> patterns) {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        System.getProperties().stringPropertyNames().forEach(name -> variables.put(name, System.getProperty(name, "")));
        return of(variables, patterns);
    }

    /**
     * A run without secrets.
     *
     * @param run what may be written
     * @param replaced how often each secret was replaced, by its name
     */
    public record Redacted(RecordedRun run, SortedMap<String, Integer> replaced) {}

    /** Return {@code run} without secrets. */
    public Redacted redact(RecordedRun run) {
        Sweep sweep = new Sweep();
        List<Exchange> exchanges = run.exchanges().stream().map(sweep::exchange).toList();
        return new Redacted(new RecordedRun(exchanges), sweep.replaced);
    }

    /** Return {@code text} without secrets. */
    public String redact(String text) {
        return new Sweep().text(text);
    }

    /** Return {@code body} without secrets. */
    public Body redact(Body body) {
        return new Sweep().body(body);
    }

    /** One run's redaction. */
    private final class Sweep {
        private final SortedMap<String, Integer> replaced = new TreeMap<>();

        Exchange exchange(Exchange exchange) {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.headers().forEach((name, value) -> headers.put(name, text(value)));
            return new Exchange(
                    exchange.upstream(),
                    exchange.role(),
                    exchange.agent().map(this::text),
                    exchange.method(),
                    text(RequestTarget.withoutKeys(exchange.target())),
                    body(exchange.request()),
                    exchange.status(),
                    headers,
                    body(exchange.answer()),
                    exchange.calls().stream().map(this::call).toList());
        }

        private Body body(Body body) {
            if (body instanceof Body.Json json) {
                return new Body.Json(document(json.document()));
            }
            if (body instanceof Body.Lines lines) {
                return new Body.Lines(
                        lines.documents().stream().map(this::document).toList());
            }
            if (body instanceof Body.Events stream) {
                return new Body.Events(StreamJson.withTexts(stream.events(), this::text).stream()
                        .map(event -> new Body.Event(
                                event.fields().stream().map(this::text).toList()))
                        .toList());
            }
            if (body instanceof Body.Bytes bytes) {
                return bytes(bytes);
            }
            return body instanceof Body.Text plain ? new Body.Text(text(plain.text())) : body;
        }

        /** What holds a secret and is no text cannot be mended: lengths and checksums would be wrong. */
        private Body bytes(Body.Bytes bytes) {
            String content = new String(Base64.getDecoder().decode(bytes.base64()), StandardCharsets.ISO_8859_1);
            String clean = text(content);
            return clean.equals(content) ? bytes : new Body.Text("<redacted: bytes that held a secret>");
        }

        private String document(String text) {
            Optional<JsonNode> document = JsonFile.parse(text);
            if (document.isEmpty()) {
                return text(text);
            }
            JsonNode clean = json(document.get());
            return clean.equals(document.get()) ? text : JsonFile.line(clean);
        }

        private JsonNode json(JsonNode json) {
            if (json instanceof ArrayNode list) {
                ArrayNode clean = JsonNodeFactory.instance.arrayNode(list.size());
                list.forEach(item -> clean.add(json(item)));
                return clean;
            }
            if (json instanceof ObjectNode object) {
                ObjectNode clean = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> clean.set(text(field.getKey()), json(field.getValue())));
                return clean;
            }
            if (!json.isTextual() && !json.isNumber()) {
                return json;
            }
            String clean = text(json.asText());
            return clean.equals(json.asText()) ? json : TextNode.valueOf(clean);
        }

        /** Return what a recording keeps of a call: how it repeats another run is no part of it. */
        private ModelCall call(ModelCall call) {
            return JsonFile.record(json(JsonFile.tree(CallJson.of(call))), CallJson.class)
                    .toCall();
        }

        private String text(String text) {
            if (knownClean.contains(text)) {
                return text;
            }
            String clean = text;
            for (Secret secret : secrets) {
                clean = secret.replaceIn(clean, name -> replaced.merge(name, 1, Integer::sum));
            }
            if (clean.equals(text) && knownClean.size() < MOST_CLEAN) {
                knownClean.add(text);
            }
            return clean;
        }
    }
}
