package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.run.UserKey;
import dev.tokenbudget.internal.text.ClassLog;
import dev.tokenbudget.usage.ModelCall;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who made a call, as its headers {@code TokenBudget-Role}, {@code TokenBudget-Agent} and {@code TokenBudget-Label-<name>}
 * tell, which are not passed on, and Helicone's {@code Helicone-Property-<name>} and {@code Helicone-User-Id}. A user's id is kept
 * as its hash with the project's key, and left out where there is no key.
 *
 * @param role whose call it is, where the call says so
 * @param agent the agent inside a multi-agent run
 * @param session the session that the call is part of, as {@code TokenBudget-Session} or Helicone calls it
 * @param labels free names, in lower case as header names have none, and values
 */
public record CallOrigin(
        Optional<ModelCall.Role> role, Optional<String> agent, Optional<String> session, Map<String, String> labels) {

    private static final ClassLog LOG = new ClassLog(CallOrigin.class);
    private static final String LABEL = "tokenbudget-label-";
    private static final List<String> PREFIXES = List.of("tokenbudget-", "helicone-");
    private static final CallOrigin NOTHING =
            new CallOrigin(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    static CallOrigin of(List<HeaderField> headers) {
        return tells(headers) ? read(headers) : NOTHING;
    }

    /** Most calls say nothing about where they come from. */
    private static boolean tells(List<HeaderField> headers) {
        for (HeaderField field : headers) {
            for (String prefix : PREFIXES) {
                if (field.name().regionMatches(true, 0, prefix, 0, prefix.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static CallOrigin read(List<HeaderField> headers) {
        Map<String, String> labels = new TreeMap<>();
        Optional<UserKey> key = UserKey.ofProcess(System.getenv());
        // its own headers go before Helicone's
        for (String prefix : List.of(Helicone.USER, Helicone.PROPERTY, LABEL)) {
            for (HeaderField field : headers) {
                String name = field.name().toLowerCase(Locale.ROOT);
                if (name.startsWith(prefix)) {
                    label(utf8(name.substring(prefix.length())), utf8(field.value()), prefix, key, labels);
                }
            }
        }
        Optional<String> session = text(headers, "TokenBudget-Session").or(() -> text(headers, Helicone.SESSION));
        return new CallOrigin(role(headers), text(headers, "TokenBudget-Agent"), session, labels);
    }

    private static Optional<String> text(List<HeaderField> headers, String name) {
        return HeaderField.first(headers, name).map(CallOrigin::utf8).filter(value -> !value.isBlank());
    }

    private static void label(
            String name, String value, String prefix, Optional<UserKey> key, Map<String, String> labels) {
        if (prefix.equals(Helicone.USER) ? name.isEmpty() : UserKey.isOfUser(name)) {
            key.ifPresent(known -> labels.put(UserKey.LABEL, known.hash(value)));
        } else if (!name.isEmpty()) {
            labels.put(name, value);
        }
    }

    /** Return who pays for the call of what {@code payer} pays for. */
    Payer charged(Payer payer) {
        return role.filter(ModelCall.Role.JUDGE::equals).isPresent() ? payer.ofJudge() : payer;
    }

    /** What no role is called leaves the call to whom its URL belongs to: the agent gets its answer all the same. */
    private static Optional<ModelCall.Role> role(List<HeaderField> headers) {
        Optional<String> name = HeaderField.first(headers, "TokenBudget-Role").map(String::strip);
        Optional<ModelCall.Role> role = name.flatMap(known -> Arrays.stream(ModelCall.Role.values())
                .filter(one -> one.name().equalsIgnoreCase(known))
                .findFirst());
        if (name.isPresent() && role.isEmpty()) {
            LOG.get()
                    .log(
                            System.Logger.Level.WARNING,
                            "The header TokenBudget-Role: {0} names no role, so the call counts as if it were not there. The roles"
                                    + " are judge and agent.",
                            name.get());
        }
        return role;
    }

    /** Header values are bytes: those that are no UTF-8 are the Latin-1 that they were read as. */
    private static String utf8(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }
}
