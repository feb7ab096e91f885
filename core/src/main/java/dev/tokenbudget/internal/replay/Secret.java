package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.json.JsonFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that is taken out of recordings. */
sealed interface Secret {

    /** Shorter values are too likely to be found where they mean something else. */
    int SHORTEST = 8;

    /** Names that say that a value is secret. */
    Pattern SECRET_NAME = Pattern.compile(".*(key|token|secret|passw|credential).*", Pattern.CASE_INSENSITIVE);

    /** Our own settings, which {@link #SECRET_NAME} would find. */
    String OWN_SETTINGS = "tokenbudget";

    /**
     * Return {@code text} without the secret.
     *
     * @param found takes the secret's name for each replacement
     */
    String replaceIn(String text, Consumer<String> found);

    /** Return all secrets: values first, the longest of them first, so that none is found by a part of it. */
    static List<Secret> all(Map<String, String> variables, List<Pattern> patterns) {
        List<Secret> secrets = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, value) -> {
            boolean isOwn = name.toLowerCase(Locale.ROOT).startsWith(OWN_SETTINGS);
            if (!isOwn
                    && value.length() >= SHORTEST
                    && SECRET_NAME.matcher(name).matches()) {
                Known.formsOf(value).forEach(form -> secrets.add(new Known(name, form)));
            }
        });
        secrets.sort(Comparator.comparingInt(secret -> -((Known) secret).value().length()));
        patterns.forEach(pattern -> secrets.add(new Found("pattern", pattern)));
        secrets.addAll(Found.KNOWN_FORMS);
        return secrets;
    }

    private static String placeholder(String name) {
        return "<redacted:" + name + ">";
    }

    /** A value, or one of the forms in which it travels. */
    record Known(String name, String value) implements Secret {

        @Override
        public String replaceIn(String text, Consumer<String> found) {
            int at = text.indexOf(value);
            if (at < 0) {
                return text;
            }
            StringBuilder clean = new StringBuilder();
            int copied = 0;
            for (; at >= 0; at = text.indexOf(value, copied)) {
                clean.append(text, copied, at).append(placeholder(name));
                copied = at + value.length();
                found.accept(name);
            }
            return clean.append(text, copied, text.length()).toString();
        }

        /** Return the value as it is, in JSON, in URLs, and in Base64 wherever it begins in what is encoded. */
        static Set<String> formsOf(String value) {
            Set<String> forms = new LinkedHashSet<>(List.of(value));
            String json = JsonFile.line(value);
            forms.add(json.substring(1, json.length() - 1));
            forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                // of what is left and right of these digits, some bits belong to other bytes
                int begin = (before * 8 + 5) / 6;
                int end = shifted.length * 8 / 6;
                forms.add(Base64.getEncoder().encodeToString(shifted).substring(begin, end));
                forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(begin, end));
            }
            return forms;
        }
    }

    /**
     * Whatever a pattern finds. Ours look at no character more than a bounded number of times, whatever the text.
     *
     * @param name what stands in its place
     * @param pattern finds it
     */
    record Found(String name, Pattern pattern) implements Secret {

        /** Forms of keys that their issuers document, or that secret scanners know. */
        static final List<Secret> KNOWN_FORMS = List.of(
                form(
                        "private-key",
                        "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,20000}+(-----END [A-Z ]{0,30}PRIVATE KEY-----)?"),
                form("anthropic-key", "sk-ant-[A-Za-z0-9_-]{16,300}+"),
                form("openai-key", "\\bsk-(?=[A-Za-z_-]{0,40}+[0-9])[A-Za-z0-9_-]{20,300}+"),
                form("google-key", "AIza[A-Za-z0-9_-]{35}"),
                form("google-token", "ya29\\.[A-Za-z0-9_-]{20,500}+"),
                form("aws-key", "\\b(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b"),
                form("github-token", "gh[pousr]_[A-Za-z0-9]{30,255}+|github_pat_[A-Za-z0-9_]{40,255}+"),
                form("gitlab-token", "glpat-[A-Za-z0-9_-]{20,100}+"),
                form("slack-token", "xox[abeposr]-[A-Za-z0-9-]{10,250}+"),
                form("hugging-face-token", "\\bhf_[A-Za-z0-9]{30,100}+"),
                form("groq-key", "\\bgsk_[A-Za-z0-9]{30,100}+"),
                form("xai-key", "\\bxai-[A-Za-z0-9]{40,200}+"),
                form("npm-token", "\\bnpm_[A-Za-z0-9]{36}"),
                form("stripe-key", "\\b[rs]k_(live|test)_[A-Za-z0-9]{16,200}+"),
                form("jwt", "\\beyJ[A-Za-z0-9_-]{8,4000}+\\.eyJ[A-Za-z0-9_-]{8,8000}+\\.[A-Za-z0-9_-]{0,1000}+"),
                form("bearer-token", "(?i)(?<=\\bbearer )(?=[a-z._~+/=-]{0,200}+[0-9])[a-z0-9._~+/=-]{16,4000}+"));

        private static Secret form(String name, String expression) {
            return new Found(name, Pattern.compile(expression));
        }

        @Override
        public String replaceIn(String text, Consumer<String> found) {
            Matcher secret = pattern.matcher(text);
            return secret.replaceAll(match -> {
                if (match.group().isEmpty()) {
                    return "";
                }
                found.accept(name);
                return Matcher.quoteReplacement(placeholder(name));
            });
        }
    }
}
