package dev.tokenbudget.suites.agents;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Those who plan a sprint together. */
final class SprintRoles {

    private SprintRoles() {}

    interface Planner {

        @SystemMessage("""
                You plan sprints. Choose the stories for the next sprint from the backlog: within the capacity, prerequisites first,
                nothing that waits for somebody outside the team. Answer with one line a story, "PLAN S-00: reason" or
                "LATER S-00: reason", in the order of work, then name the risks. Be brief.""")
        String plan(@UserMessage String backlog);
    }

    interface Developer {

        @SystemMessage(
                "You are a senior developer. List the tasks that a story needs, each with its effort in days. Be brief.")
        @UserMessage("Break this story down into tasks.\n\n{{story}}")
        String breakDown(@V("story") String story);

        @SystemMessage(
                "You are a senior developer. List the tasks that a story needs, each with its effort in days. Be brief.")
        @UserMessage(
                "Break this story down anew.\n\n{{story}}\n\nThese were your tasks:\n{{before}}\n\nThe tester says: {{remark}}")
        String revise(@V("story") String story, @V("before") String before, @V("remark") String remark);
    }

    interface Tester {

        @SystemMessage("""
                You are the team's tester. Say what you would test, one line a story. If the tasks of a story leave out something
                without which it cannot be accepted, add a line "REWORK S-00: what is missing". Be brief.""")
        @UserMessage("Say what you would test.\n\n{{tasks}}")
        String review(@V("tasks") String tasks);
    }

    interface Reviewer {

        @SystemMessage("""
                You review sprint plans before the team sees them. Say whether the plan holds together: the order, the capacity, what
                is missing, what could go wrong. Be brief.""")
        @UserMessage("Go over this plan.\n\n{{plan}}")
        String goOver(@V("plan") String plan);
    }
}
