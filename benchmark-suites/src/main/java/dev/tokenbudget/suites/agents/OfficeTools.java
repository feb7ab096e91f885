package dev.tokenbudget.suites.agents;

import java.util.List;

/** Three tools that are nice to have, with descriptions as they are often written: each call pays for them. */
final class OfficeTools {

    private OfficeTools() {}

    static List<AgentTool> all() {
        return List.of(findExample(), checkStyle(), publishDraft());
    }

    private static AgentTool findExample() {
        return AgentTool.of("find_example", """
                        Find examples of requests and responses that other teams have published in the company's library. Use this \
                        tool when an operation is hard to understand from its description alone, or when several operations belong \
                        together and a reader would profit from seeing them in order. Results are sorted by how often they were \
                        opened in the last 90 days. Examples older than two years are left out unless you ask for them. Do not use \
                        examples that contain names of customers.""", arguments -> "No example found.")
                .with(
                        "query",
                        "Words that the example should contain; put a phrase in double quotes, exclude a word by a hyphen")
                .with("language", "One of curl, java, python, typescript; leave it empty for all of them")
                .with("team", "The short name of the team whose examples you want, as in the company's directory");
    }

    private static AgentTool checkStyle() {
        return AgentTool.of("check_style", """
                        Check a draft against the house style for technical texts: length of sentences, passive voice, words that we \
                        do not use, headings in sentence case, units and numbers, links that say where they lead. Returns a list of \
                        remarks with line numbers, each with the rule it comes from and a suggestion. Call it once for a finished \
                        draft and not for single sentences; a draft may have up to 20,000 characters. Remarks of the kind "hint" may \
                        be ignored, remarks of the kind "fault" should be mended before the draft is published.""", arguments -> "No remarks.")
                .with("draft", "The whole text in Markdown, with its headings")
                .with("audience", "One of beginner, programmer, operator; decides which words count as known")
                .with("severity", "The least severe kind of remark that you want: hint, warning or fault");
    }

    private static AgentTool publishDraft() {
        return AgentTool.of("publish_draft", """
                        Put a finished draft on the company's documentation site as a page that only reviewers can see. The page gets \
                        an address of its own, and the owners of the space are told by mail. Publishing the same title again makes a \
                        new version; earlier versions can be compared and restored for one year. Never publish a draft that contains \
                        keys, tokens or addresses of machines. Ask before you publish to a space whose name begins with "public".""", arguments -> "Not published: this copy has no access to the site.")
                .with("space", "The space's key, three to eight capital letters")
                .with("title", "The page's title, at most 80 characters, without the name of the product")
                .with("body", "The page's text in Markdown; pictures must be attached beforehand")
                .with("reviewers", "Addresses of the people who should look at it, separated by commas");
    }
}
