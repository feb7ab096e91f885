package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures, files, sounds, signatures and encrypted reasoning: no text, and no section of text grows by them. */
class OpaqueContentTest {

    private static final String BLOB = Prompts.base64(2_000);

    static Stream<Arguments> parts() {
        return Stream.of(
                part("OpenAI picture", "{'type':'image_url','image_url':{'url':'data:image/png;base64,BLOB'}}"),
                part("OpenAI picture elsewhere", "{'type':'image_url','image_url':{'url':'https://a.example/p.png'}}"),
                part("OpenAI sound", "{'type':'input_audio','input_audio':{'data':'BLOB','format':'wav'}}"),
                part("OpenAI file", "{'type':'file','file':{'file_data':'data:application/pdf;base64,BLOB'}}"),
                part("OpenAI kept file", "{'type':'input_file','file_id':'file-abc'}"),
                part("Responses picture", "{'type':'input_image','image_url':'data:image/png;base64,BLOB'}"),
                part("Responses file elsewhere", "{'type':'input_file','file_url':'https://a.example/a.pdf'}"),
                part(
                        "Anthropic picture",
                        "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'BLOB'}}"),
                part(
                        "Anthropic picture elsewhere",
                        "{'type':'image','source':{'type':'url','url':'https://a.example/p'}}"),
                part(
                        "Anthropic file",
                        "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'BLOB'}}"),
                part("Anthropic kept file", "{'type':'document','source':{'type':'file','file_id':'file_1'}}"),
                part("Anthropic hidden thought", "{'type':'redacted_thinking','data':'BLOB'}"),
                part("Gemini picture", "{'inlineData':{'mimeType':'image/png','data':'BLOB'}}"),
                part("Gemini picture in Python", "{'inline_data':{'mime_type':'image/png','data':'BLOB'}}"),
                part("Gemini kept file", "{'fileData':{'mimeType':'video/mp4','fileUri':'gs://b/v.mp4'}}"),
                part("Gemini signature", "{'thoughtSignature':'BLOB'}"),
                part("Gemini signature in Python", "{'thought_signature':'BLOB'}"),
                part("Bedrock picture", "{'image':{'format':'png','source':{'bytes':'BLOB'}}}"),
                part("Bedrock file", "{'document':{'format':'pdf','source':{'bytes':'BLOB'}}}"),
                part("Bedrock kept file", "{'video':{'format':'mp4','source':{'s3Location':{'uri':'s3://b/v'}}}}"),
                part("Bedrock hidden thought", "{'reasoningContent':{'redactedContent':'BLOB'}}"),
                part("Mistral file", "{'type':'document_url','document_url':'https://a.example/a.pdf'}"),
                part("something new", "{'type':'hologram','hologram':'BLOB'}"));
    }

    private static Arguments part(String what, String json) {
        return Arguments.of(what, json.replace("BLOB", BLOB));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void is_no_text_of_a_message(String what, String part) {
        PromptSections sections = Prompts.of("{'messages':[{'role':'user','content':[{'text':'look'}," + part + "]}]}");

        assertThat(sections.user()).isEqualTo(Prompts.section("look"));
        assertThat(sections.isPartlyOpaque()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void is_no_text_of_what_a_tool_gave(String what, String part) {
        PromptSections sections = Prompts.of("{'messages':[{'role':'user','content':'go'},{'role':'tool','content':["
                + "{'text':'found'}," + part + "]}]}");

        assertThat(sections.toolResults()).isEqualTo(Prompts.section("found"));
        assertThat(sections.isPartlyOpaque()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void tells_prompts_apart_that_have_the_same_text(String what, String part) {
        String prompt = "{'messages':[{'role':'user','content':[{'text':'look'},PART]}]}";
        String other = part.replace(BLOB, Prompts.base64(2_004))
                .replace("a.example", "b.example")
                .replace("file-abc", "file-def")
                .replace("file_1", "file_2")
                .replace("//b/v", "//b/w");

        assertThat(Prompts.of(prompt.replace("PART", part)).items())
                .isEqualTo(Prompts.of(prompt.replace("PART", part)).items())
                .isNotEqualTo(Prompts.of(prompt.replace("PART", other)).items());
    }

    @Test
    void signature_of_a_thought_does_not_hide_the_thought() {
        PromptSections sections = Prompts.of("""
                {'messages':[{'role':'user','content':'go'},
                {'role':'assistant','content':[{'type':'thinking','thinking':'I read it.','signature':'%s'}]}]}""".formatted(BLOB));

        assertThat(sections.history()).isEqualTo(Prompts.section("I read it."));
        assertThat(sections.opaqueCharacters()).isEqualTo(BLOB.length());
    }

    @Test
    void encrypted_reasoning_is_apart_from_its_summary() {
        PromptSections sections = Prompts.of("""
                {'input':[{'role':'user','content':'go'},{'type':'reasoning','id':'rs_1','encrypted_content':'%s',
                'summary':[{'type':'summary_text','text':'Looked it up.'}]}]}""".formatted(BLOB));

        assertThat(sections.history()).isEqualTo(Prompts.section("Looked it up."));
        assertThat(sections.opaqueCharacters()).isEqualTo(BLOB.length());
    }

    @Test
    void blob_amid_a_text_is_taken_out_of_it() {
        PromptSections sections =
                Prompts.of("{'messages':[{'role':'user','content':'a screenshot: " + BLOB + " (end)'}]}");

        assertThat(sections.user()).isEqualTo(Prompts.section("a screenshot:  (end)"));
        assertThat(sections.opaqueCharacters()).isEqualTo(BLOB.length());
    }

    @Test
    void long_line_that_nobody_encoded_is_text() {
        String digits = "0123456789abcdef".repeat(100);

        assertThat(Prompts.of("{'messages':[{'role':'user','content':'" + digits + "'}]}"))
                .satisfies(sections -> {
                    assertThat(sections.user().characters()).isEqualTo(digits.length());
                    assertThat(sections.isPartlyOpaque()).isFalse();
                });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_that_is_sent_as_a_file_is_text(String part) {
        PromptSections sections = Prompts.of("{'messages':[{'role':'user','content':[" + part + "]}]}");

        assertThat(sections.user()).isEqualTo(Prompts.section("The mouse is grey."));
        assertThat(sections.isPartlyOpaque()).isFalse();
    }

    static Stream<String> texts() {
        String text = "The mouse is grey.";
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                        "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'TEXT'}}",
                        "{'type':'document','source':{'type':'content','content':[{'type':'text','text':'TEXT'}]}}",
                        "{'type':'document','source':{'type':'base64','media_type':'text/plain','data':'BASE64'}}",
                        "{'type':'file','file':{'file_data':'data:text/plain;base64,BASE64'}}",
                        "{'inlineData':{'mimeType':'text/plain','data':'BASE64'}}",
                        "{'inline_data':{'mime_type':'text/markdown','data':'BASE64'}}",
                        "{'document':{'format':'txt','source':{'bytes':'BASE64'}}}",
                        "{'document':{'format':'txt','source':{'text':'TEXT'}}}",
                        "{'type':'document','document':{'id':'1','data':'TEXT'}}")
                .map(part -> part.replace("TEXT", text).replace("BASE64", encoded));
    }

    @Test
    void picture_alone_is_a_prompt() {
        PromptSections sections = Prompts.of("{'prompt':'','images':['" + BLOB + "']}");

        assertThat(sections.user()).isEqualTo(Section.EMPTY);
        assertThat(sections.opaqueCharacters()).isEqualTo(BLOB.length());
    }
}
