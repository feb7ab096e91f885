package dev.tokenbudget.internal.waste;

import dev.tokenbudget.usage.ModelCall.AnswerForm;

/** Finds what answers say beyond the form that they were asked for in: text around the JSON, fields that its schema has not. */
final class BeyondForm implements WasteRule {

    @Override
    public void claim(SpentTask task, Claims claims) {
        task.runs()
                .forEach(run -> run.calls()
                        .forEach(call -> call.call()
                                .answerForm()
                                .filter(form -> form.tokensBeyond() > 0)
                                .ifPresent(form -> claim(run, call, form, claims))));
    }

    private static void claim(SpentRun run, SpentCall call, AnswerForm form, Claims claims) {
        double share = (double) form.tokensBeyond() / Math.max(form.tokens(), form.tokensBeyond());
        claims.add(
                new WasteKey(WasteKind.BEYOND_FORM, call.agent(), ""),
                run,
                call,
                call.answer().take(Math.round(share * call.answer().tokens())),
                "answers hold more than the JSON that was asked for: text around it, or fields that its schema has not",
                "Ask for a strict schema that allows no other fields, and for no text around the JSON.");
    }
}
