package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.page.SeededHistory.Task;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Three months of a shop: steps that were accepted, a task that drifted, one that is gone, one of production, and odd ones. */
final class ExampleHistory {

    static final String HOSTILE =
            "</noscript><script>console.error('ran')</script><img src=x onerror=\"console.error('ran')\">";
    static final Task REVIEW =
            Task.of("com.acme.ReviewTest.reviews").of("review", "payments").using(18_000);
    static final Task PLAN = Task.of("com.acme.PlanTest.plansATripWithThreeStopsAndAFamilyOfFiveInSummer")
            .of("planning", "travel")
            .by("researcher")
            .using(42_000)
            .calling(8)
            .failing(0.1);
    static final Task GONE =
            Task.of("com.acme.OldTest.summarises").of("review", "payments").using(6_000);
    static final Task CHAT = Task.of("chat")
            .by("concierge")
            .of("support", "travel")
            .using(3_500)
            .calling(3)
            .failing(0.04);

    private static final int DAYS = 90;

    private ExampleHistory() {}

    static SeededHistory in(Path folder) {
        SeededHistory history = new SeededHistory(folder);
        LocalDate today = SeededHistory.TODAY;
        double review = REVIEW.tokens();
        for (int day = DAYS; day > 0; day--) {
            LocalDate date = today.minusDays(day);
            if (day % 25 == 0) {
                history.accepted(date, REVIEW.using(review * 1.06), review);
                review *= 1.06;
            }
            Task plan = day > 30 ? PLAN : PLAN.using(PLAN.tokens() * 1.35);
            history.build(date, 5, REVIEW.using(review), plan);
            if (day > 60) {
                history.build(date, 3, GONE);
            }
            if (day <= 30) {
                history.session(date, CHAT).session(date, CHAT).session(date, CHAT.using(4_200));
            }
        }
        history.failed(today, PLAN.using(PLAN.tokens() * 1.35));
        history.build(
                today,
                2,
                Task.of(HOSTILE).by(HOSTILE).of(HOSTILE, HOSTILE).using(900).calling(60));
        odd(history, today);
        return history;
    }

    private static void odd(SeededHistory history, LocalDate today) {
        var at = today.atTime(LocalTime.of(11, 0)).toInstant(ZoneOffset.UTC);
        Task unknown = Task.of("com.acme.StreamTest.tellsNoTokens");
        CallEntry silent =
                SeededHistory.call(1, at, "planner", TokenUsage.builder().build(), Optional.empty());
        Task unpriced = Task.of("com.acme.LocalTest.runsOnAModelOfOurOwn").by("");
        CallEntry free = SeededHistory.call(1, at, "", TokenUsage.of(1200, 300), Optional.empty());
        history.history()
                .add(Entries.of(List.of(
                        history.run(Optional.empty(), unknown, at, List.of(silent)),
                        history.run(Optional.empty(), unpriced, at, List.of(free)))));
    }
}
