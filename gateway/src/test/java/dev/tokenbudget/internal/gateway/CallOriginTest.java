package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who made a call, and what its prompt was made of. */
class CallOriginTest {

    @Test
    void takes_the_agent_and_labels_from_headers_that_the_upstream_does_not_get() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(
                    gateway.url("/v1/chat/completions"),
                    "{\"model\":\"m\",\"messages\":[]}",
                    "TokenBudget-Agent",
                    "planner",
                    "TokenBudget-Label-Step",
                    "3");

            assertThat(gateway.onlyCall().agent()).contains("planner");
            assertThat(gateway.onlyCall().labels()).isEqualTo(Map.of("step", "3"));
            assertThat(provider.onlyRequest().headers().keySet()).noneMatch(name -> name.startsWith("tokenbudget"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void reads_names_that_are_not_ascii(String charset) throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                Socket client =
                        new Socket("127.0.0.1", URI.create(gateway.url("")).getPort())) {
            String request =
                    "POST " + URI.create(gateway.url("/v1/chat/completions")).getRawPath()
                            + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTokenBudget-Agent: Prüfer Ü\r\n"
                            + "TokenBudget-Label-Schritt: größer\r\nX-Title: Prüfer Ü\r\nContent-Length: 2\r\n\r\n{}";
            client.getOutputStream().write(request.getBytes(charset));
            RawAnswer.read(client.getInputStream());

            assertThat(gateway.onlyCall().agent()).contains("Prüfer Ü");
            assertThat(gateway.onlyCall().labels()).isEqualTo(Map.of("schritt", "größer"));
            assertThat(provider.onlyRequest().headers())
                    .as("other headers are passed on byte by byte")
                    .containsEntry("x-title", new String("Prüfer Ü".getBytes(charset), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void measures_the_sections_of_an_anthropic_prompt() throws Exception {
        PromptSections sections = prompt("/v1/messages", Answers.MESSAGE, """
                {"model":"m","system":[{"type":"text","text":"You review code."}],
                "tools":[{"name":"search","input_schema":{"type":"object"}},{"name":"read"}],
                "messages":[{"role":"user","content":"first question"},
                {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"search","input":{"q":"x"}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"the result"},
                {"type":"text","text":"and now?"}]}]}""");

        assertThat(sections.system().characters()).isEqualTo("You review code.".length());
        assertThat(sections.toolCount()).isEqualTo(2);
        assertThat(sections.tools().characters()).isPositive();
        assertThat(sections.history().characters()).isEqualTo("search".length() + "{'q':'x'}".length());
        assertThat(sections.toolResults().characters()).isEqualTo("the result".length());
        assertThat(sections.user().characters()).isEqualTo("first question".length() + "and now?".length());
        assertThat(sections.hashes().system())
                .contains(sha256("You review code.").substring(0, 16));
        assertThat(sections.hashes().tools()).isPresent();
    }

    @Test
    void counts_each_section_by_itself_whatever_input_the_provider_reports() throws Exception {
        String system = "You are a careful reviewer of code; answer with a list.";
        String user = "请检查这段代码，并解释为什么测试在服务器上失败。";
        Encoding vocabulary = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        String request = """
                {"model":"m","messages":[{"role":"developer","content":"%s"},{"role":"user","content":"%s"}]}""".formatted(system, user);

        PromptSections sections = prompt("/v1/chat/completions", chatWithInput(120), request);

        assertThat(sections.system()).isEqualTo(new Section(system.length(), vocabulary.countTokens(system)));
        assertThat(sections.user()).isEqualTo(new Section(user.length(), vocabulary.countTokens(user)));
        assertThat(sections.tools()).isEqualTo(Section.EMPTY);
        assertThat(sections.hashes().tools()).isEmpty();
        assertThat(prompt("/v1/chat/completions", chatWithInput(10_000), request))
                .isEqualTo(sections);
    }

    @Test
    void takes_a_very_long_text_to_go_on_as_it_begins() throws Exception {
        String words = "word ".repeat(6_000);

        PromptSections sections =
                prompt("/v1/chat/completions", chatWithInput(110_000), """
                {"model":"m","messages":[{"role":"system","content":"%s"},{"role":"user","content":"%s"}]}""".formatted(words, words.repeat(10)));

        assertThat(sections.user().characters()).isEqualTo(300_000);
        assertThat(sections.system().tokens()).isCloseTo(6_001, Percentage.withPercentage(0.1));
        assertThat(sections.user().tokens()).isCloseTo(60_001, Percentage.withPercentage(0.1));
    }

    @Test
    void measures_the_prompts_of_responses_and_gemini() throws Exception {
        PromptSections response = prompt("/v1/responses", Answers.RESPONSE, """
                {"model":"m","instructions":"Be brief.","input":[{"role":"user","content":"one"},
                {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
                {"type":"function_call_output","call_id":"c","output":"four"}]}""");
        PromptSections gemini = prompt("/v1beta/models/m:generateContent", "{}", """
                {"systemInstruction":{"parts":[{"text":"Be brief."}]},
                "tools":[{"functionDeclarations":[{"name":"f"},{"name":"g"}]}],
                "contents":[{"role":"user","parts":[{"text":"one"}]},{"role":"model","parts":[{"text":"two"}]},
                {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"r":"four"}}},{"text":"three"}]}]}""");

        assertThat(response.system().characters()).isEqualTo(9);
        assertThat(response.toolResults().characters()).isEqualTo(4);
        assertThat(gemini.system().characters()).isEqualTo(9);
        assertThat(gemini.toolCount()).isEqualTo(2);
        assertThat(gemini.history().characters()).isEqualTo(3);
        assertThat(gemini.user().characters()).isEqualTo(8);
    }

    @Test
    void does_not_take_pictures_for_text() throws Exception {
        PromptSections sections = prompt("/v1/messages", Answers.MESSAGE, """
                {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"look"},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]}""");

        assertThat(sections.user().characters()).isEqualTo("look".length());
        assertThat(sections.opaqueCharacters()).isEqualTo("AAAA".length());
    }

    private static PromptSections prompt(String path, String answer, String request) throws Exception {
        try (Provider provider = Provider.answering(answer);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(path), request);
            ModelCall call = gateway.onlyCall();
            return call.prompt().orElseThrow();
        }
    }

    private static String chatWithInput(int tokens) {
        return Answers.CHAT.replace("\"prompt_tokens\":120,", "\"prompt_tokens\":" + tokens + ",");
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }
}
