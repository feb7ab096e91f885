package dev.tokenbudget.suites.agents;

import dev.tokenbudget.suites.inputs.Workspace;
import dev.tokenbudget.suites.offline.OfflineModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The five tasks, each done once by its example agent. */
enum ExampleTasks {
    CODE_REVIEW {
        @Override
        String doneOnce(OfflineModel model) {
            Workspace repository = Workspace.codeReview();
            try (CodeReviewAgent agent = new CodeReviewAgent(model.anthropic(), repository)) {
                return agent.review(repository.read("pull-request.diff"));
            }
        }
    },
    TEST_GENERATION {
        @Override
        String doneOnce(OfflineModel model) {
            Workspace files = Workspace.testGeneration();
            try (TestGenerationAgent agent = new TestGenerationAgent(model.openAi())) {
                return agent.generateTests(files.read("feature.md"), files.read("SeatHold.java"));
            }
        }
    },
    SPRINT_PLANNING {
        @Override
        String doneOnce(OfflineModel model) {
            return new SprintPlanningAgent(model.openAi())
                    .plan(Workspace.sprintPlanning().read("stories.md"));
        }
    },
    BUG_DIAGNOSIS {
        @Override
        String doneOnce(OfflineModel model) {
            Workspace incident = Workspace.bugDiagnosis();
            try (BugDiagnosisAgent agent = new BugDiagnosisAgent(model.openAi(), incident)) {
                return agent.diagnose(incident.read("stack-trace.txt"));
            }
        }
    },
    API_DOCUMENTATION {
        @Override
        String doneOnce(OfflineModel model) {
            try (ApiDocumentationAgent agent = new ApiDocumentationAgent(model.anthropic())) {
                return agent.document(Workspace.apiDocumentation().read("openapi.yaml"));
            }
        }
    };

    abstract String doneOnce(OfflineModel model);

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
        doneOnce(model);
        return model.tokensCharged() - before;
    }
}
