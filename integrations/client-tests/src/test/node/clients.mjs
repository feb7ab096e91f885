// Asks one question with one client, as an agent does that knows nothing of TokenBudget. Where its request goes it reads from
// the environment: from its own variable, or from BASE_URL where it reads none.
const ask = {
  "anthropic-sdk": async () => {
    const { default: Anthropic } = await import("@anthropic-ai/sdk");
    const message = await new Anthropic().messages.create({
      model: "claude-test",
      max_tokens: 100,
      messages: [{ role: "user", content: "Hello?" }],
    });
    return message.content[0].text;
  },
  "openai-sdk": async () => {
    const { default: OpenAI } = await import("openai");
    const answer = await new OpenAI().responses.create({ model: "gpt-test", input: "Hello?" });
    return answer.output_text;
  },
  "google-genai": async () => {
    const { GoogleGenAI } = await import("@google/genai");
    const answer = await new GoogleGenAI({ apiKey: "none" }).models.generateContent({
      model: "gemini-test",
      contents: "Hello?",
    });
    return answer.text;
  },
  "vercel-anthropic": async () => {
    const { createAnthropic } = await import("@ai-sdk/anthropic");
    return generate(createAnthropic({ apiKey: "none" })("claude-test"));
  },
  "vercel-openai": async () => {
    const { createOpenAI } = await import("@ai-sdk/openai");
    return generate(createOpenAI({ apiKey: "none" })("gpt-test"));
  },
  "vercel-openai-chat": async () => {
    const { createOpenAI } = await import("@ai-sdk/openai");
    return generate(createOpenAI({ apiKey: "none", baseURL: process.env.BASE_URL }).chat("gpt-test"));
  },
};

async function generate(model) {
  const { generateText } = await import("ai");
  const { text } = await generateText({ model, prompt: "Hello?", maxOutputTokens: 100, maxRetries: 0 });
  return text;
}

console.log(await ask[process.argv[2]]());
