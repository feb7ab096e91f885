-- 2 KB in the form of OpenAI's chat completions; what an LLM gateway has to be told is sent to all.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer sk-benchmark"
wrk.headers["x-portkey-provider"] = "openai"
wrk.headers["x-portkey-custom-host"] = os.getenv("ORIGIN_URL")
wrk.body = '{"model":"gpt-4o","messages":[{"role":"system","content":"You are a terse assistant."},{"role":"user","content":"'
    .. string.rep("Which of these is a fox? ", 76) .. '"}]}'

function done(summary, latency, requests)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format("RESULT %.1f %.1f %.0f %d\n", latency:percentile(50), latency:percentile(99),
      summary.requests * 1e6 / summary.duration, errors))
end
