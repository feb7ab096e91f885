package dev.tokenbudget.suites.agents;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Plans a sprint with three roles on LangChain4j: the planner chooses stories, the developer breaks each of them down, and
 * the tester may send some of them back.
 */
public final class SprintPlanningAgent {

    private static final int MOST_REWORKS = 2;
    private static final Pattern PLANNED = Pattern.compile("(?m)^PLAN (S-\\d+):");
    private static final Pattern SENT_BACK = Pattern.compile("(?m)^REWORK (S-\\d+): (.*)$");
    private static final Pattern STORY = Pattern.compile("(?ms)^## (S-\\d+) .*?(?=^## |\\z)");

    private final SprintRoles.Planner planner;
    private final SprintRoles.Developer developer;
    private final SprintRoles.Tester tester;
    private final SprintRoles.Reviewer reviewer;

    /**
     * Create an agent that asks the model at a base URL.
     *
     * @param baseUrl the model's base URL, as the client would get it
     */
    public SprintPlanningAgent(String baseUrl) {
        planner = AiServices.create(SprintRoles.Planner.class, model(baseUrl, "planner"));
        developer = AiServices.create(SprintRoles.Developer.class, model(baseUrl, "developer"));
        tester = AiServices.create(SprintRoles.Tester.class, model(baseUrl, "tester"));
        reviewer = AiServices.create(SprintRoles.Reviewer.class, model(baseUrl, "reviewer"));
    }

    private static ChatModel model(String baseUrl, String role) {
        return OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("none")
                .modelName("gpt-5-mini")
                .customHeaders(Map.of("TokenBudget-Agent", role))
                .build();
    }

    /**
     * {@return a plan for the sprint: the chosen stories with reasons, their tasks, and what will be tested}
     *
     * @param backlog the team's stories, in Markdown
     */
    public String plan(String backlog) {
        Map<String, String> stories = stories(backlog);
        String plan = planner.plan(backlog);
        Map<String, String> tasks = new LinkedHashMap<>();
        for (String story : planned(plan)) {
            tasks.put(story, developer.breakDown(stories.getOrDefault(story, story)));
        }
        String opinion = tester.review(listed(tasks));
        if (Regression.ONE_MORE_LOOP.isPlanted()) {
            String again = opinion;
            tasks.replaceAll((story, before) -> developer.revise(stories.getOrDefault(story, story), before, again));
            opinion = tester.review(listed(tasks));
        }
        for (int rework = 0; rework < MOST_REWORKS; rework++) {
            Matcher sentBack = SENT_BACK.matcher(opinion);
            if (!sentBack.find()) {
                break;
            }
            do {
                String remark = sentBack.group(2);
                tasks.computeIfPresent(
                        sentBack.group(1),
                        (story, before) -> developer.revise(stories.getOrDefault(story, story), before, remark));
            } while (sentBack.find());
            opinion = tester.review(listed(tasks));
        }
        String finished = plan + "\n\n" + listed(tasks) + "\n\n" + opinion;
        return Regression.ADDED_REVIEWER.isPlanted() ? finished + "\n\n" + reviewer.goOver(finished) : finished;
    }

    private static Map<String, String> stories(String backlog) {
        Map<String, String> stories = new LinkedHashMap<>();
        STORY.matcher(backlog)
                .results()
                .forEach(story -> stories.put(story.group(1), story.group().strip()));
        return stories;
    }

    private static List<String> planned(String plan) {
        return PLANNED.matcher(plan).results().map(line -> line.group(1)).toList();
    }

    private static String listed(Map<String, String> tasks) {
        return tasks.entrySet().stream()
                .map(story -> "# " + story.getKey() + "\n" + story.getValue().strip())
                .collect(Collectors.joining("\n\n"));
    }
}
