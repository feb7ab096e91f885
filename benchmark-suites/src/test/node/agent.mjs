// Answers a question with two clients, as an agent does that knows nothing of TokenBudget: where its requests go is not
// said here, both clients read that from the environment.
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const question = process.argv[2];
const openai = new OpenAI();
const anthropic = new Anthropic();

async function draft() {
  const chunks = await openai.chat.completions.create({
    model: "gpt-5-mini",
    messages: [{ role: "user", content: question }],
    stream: true,
  });
  let text = "";
  for await (const chunk of chunks) {
    text += chunk.choices[0]?.delta.content ?? "";
  }
  return text;
}

async function criticise(text) {
  const events = await openai.responses.create({
    model: "gpt-5-mini",
    instructions: "Name what is missing.",
    input: text,
    stream: true,
  });
  let critique = "";
  for await (const event of events) {
    if (event.type === "response.output_text.delta") {
      critique += event.delta;
    }
  }
  return critique;
}

async function finish(text, critique) {
  const message = await anthropic.messages
    .stream({
      model: "claude-sonnet-4-5",
      max_tokens: 1024,
      system: "Rewrite the draft so that it meets the critique.",
      messages: [{ role: "user", content: `${question}\n\nDraft:\n${text}\n\nCritique:\n${critique}` }],
    })
    .finalMessage();
  return message.content.map((block) => block.text ?? "").join("");
}

const text = await draft();
console.log(await finish(text, await criticise(text)));
