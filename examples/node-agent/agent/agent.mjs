// Finds out from a log what went wrong. It knows nothing of TokenBudget: the client reads OPENAI_BASE_URL by itself.
import { readFileSync } from "node:fs";
import OpenAI from "openai";

const [question, logFile] = process.argv.slice(2);
const log = readFileSync(logFile, "utf8").split("\n");

// With REGRESSION, somebody "simplified" the search: it returns the whole log.
const search = (pattern) =>
  process.env.REGRESSION ? log : log.filter((line) => new RegExp(pattern).test(line));

const tools = [
  {
    type: "function",
    function: {
      name: "search_log",
      description: "Return the lines of the log that match a regular expression",
      parameters: { type: "object", properties: { pattern: { type: "string" } }, required: ["pattern"] },
    },
  },
];
const messages = [
  { role: "system", content: "You find the cause of failures. Name the cause, the evidence and the fix. Be brief." },
  { role: "user", content: question },
];
const openai = new OpenAI();

for (let round = 0; round < 10; round++) {
  const completion = await openai.chat.completions.create({ model: "gpt-5-mini", messages, tools });
  const { message } = completion.choices[0];
  messages.push(message);
  if (!message.tool_calls?.length) {
    console.log(message.content);
    process.exit(0);
  }
  for (const call of message.tool_calls) {
    const { pattern } = JSON.parse(call.function.arguments);
    messages.push({ role: "tool", tool_call_id: call.id, content: search(pattern).join("\n") });
  }
}
console.error("No answer after ten rounds.");
process.exit(1);
