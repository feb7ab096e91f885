package dev.tokenbudget.suites.agents;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.suites.inputs.Customer;
import dev.tokenbudget.suites.inputs.Workspace;
import dev.tokenbudget.suites.offline.OfflineModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The tasks of the suites, each done once by its example agent. */
enum ExampleTasks {
    CODE_REVIEW("CodeReviewBenchmark", "reviewsSmallPullRequest") {
        @Override
        String doneOnce(String anthropic, String openAi) {
            Workspace repository = Workspace.codeReview();
            try (CodeReviewAgent agent = new CodeReviewAgent(anthropic, repository)) {
                return agent.review(repository.read("pull-request.diff"));
            }
        }
    },
    TEST_GENERATION("TestGenerationBenchmark", "writesTestsForFeature") {
        @Override
        String doneOnce(String anthropic, String openAi) {
            Workspace files = Workspace.testGeneration();
            try (TestGenerationAgent agent = new TestGenerationAgent(openAi)) {
                return agent.generateTests(files.read("feature.md"), files.read("SeatHold.java"));
            }
        }
    },
    SPRINT_PLANNING("SprintPlanningBenchmark", "plansSprintOverTwelveStories") {
        @Override
        String doneOnce(String anthropic, String openAi) {
            return new SprintPlanningAgent(openAi)
                    .plan(Workspace.sprintPlanning().read("stories.md"));
        }
    },
    BUG_DIAGNOSIS("BugDiagnosisBenchmark", "diagnosesFaultFromStackTraceAndLog") {
        @Override
        String doneOnce(String anthropic, String openAi) {
            Workspace incident = Workspace.bugDiagnosis();
            try (BugDiagnosisAgent agent = new BugDiagnosisAgent(openAi, incident)) {
                return agent.diagnose(incident.read("stack-trace.txt"));
            }
        }
    },
    API_DOCUMENTATION("ApiDocumentationBenchmark", "documentsApiFromOpenApi") {
        @Override
        String doneOnce(String anthropic, String openAi) {
            try (ApiDocumentationAgent agent = new ApiDocumentationAgent(anthropic)) {
                return agent.document(Workspace.apiDocumentation().read("openapi.yaml"));
            }
        }
    },
    SUPPORT_DESK("SupportDeskBenchmark", "answersCustomerOfCancelledTrain") {
        @Override
        String doneOnce(String anthropic, String openAi) {
            try (SupportDeskAgent agent = new SupportDeskAgent(openAi, Workspace.supportDesk())) {
                return agent.serve(Customer.ofCancelledTrain());
            }
        }
    };

    private final TaskId id;

    ExampleTasks(String benchmark, String task) {
        id = new TaskId("dev.tokenbudget.suites." + benchmark, task);
    }

    /** Return the task whose agent {@code regression} makes worse. */
    static ExampleTasks worsenedBy(Regression regression) {
        return switch (regression) {
            case LONGER_SYSTEM_PROMPT, LARGER_TOOL_RESULTS -> CODE_REVIEW;
            case THREE_MORE_TOOLS, TIMESTAMP_IN_PROMPT -> API_DOCUMENTATION;
            case HISTORY_NEVER_TRIMMED, NUMBERED_LINES, RETRIES, TOOL_DESCRIPTIONS_REWRITTEN, HIGHER_EFFORT ->
                BUG_DIAGNOSIS;
            case ONE_MORE_LOOP, ADDED_REVIEWER -> SPRINT_PLANNING;
            case VERBOSE_ANSWERS, PRICIER_MODEL, FEW_SHOT_EXAMPLES -> TEST_GENERATION;
            case RESPONSE_SCHEMA, RETRIEVAL_TOP_K, SUMMARISER_REMOVED, SECOND_OPINION -> SUPPORT_DESK;
        };
    }

    /** Return the name under which the module's own benchmarks measure this task. */
    TaskId id() {
        return id;
    }

    /** Do the task with the models at two base URLs. */
    abstract String doneOnce(String anthropic, String openAi);

    /** Return the totals of the first {@code runs} runs on a model with the default seed. */
    List<Long> totals(int runs) {
        try (OfflineModel model = OfflineModel.start()) {
            return IntStream.range(0, runs).mapToObj(run -> total(model)).toList();
        }
    }

    /** Return the totals of runs on a model each, with the seeds from 1 on, several at a time. */
    List<Long> totalsOfSeeds(int seeds) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> runs = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                long seedOfRun = seed;
                runs.add(threads.submit(() -> {
                    try (OfflineModel model = OfflineModel.start(seedOfRun)) {
                        return total(model);
                    }
                }));
            }
            List<Long> totals = new ArrayList<>();
            for (Future<Long> run : runs) {
                totals.add(run.get());
            }
            return totals;
        } finally {
            threads.shutdownNow();
        }
    }

    private long total(OfflineModel model) {
        long before = model.tokensCharged();
        doneOnce(model.anthropic(), model.openAi());
        return model.tokensCharged() - before;
    }
}
