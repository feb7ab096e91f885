package com.example;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A planted regression: tools for another agent, which every call of this one now carries as well. */
@Component
@Profile("regression")
public class GardenTools implements AgentTools {

    @Tool(description = "Find free plots in the garden, by section and least area; at most twenty are returned, the largest first")
    public String findFreePlots(
            @ToolParam(description = "A letter from A to F; all sections where it is empty") String section,
            @ToolParam(description = "The least area in square metres") int leastArea) {
        return "none";
    }

    @Tool(description = "Put a member on the waiting list of a section; a member waits in two sections at most")
    public String joinWaitingList(
            @ToolParam(description = "The number on the member's card") long memberId,
            @ToolParam(description = "A letter from A to F") String section) {
        return "joined";
    }

    @Tool(description = "Send a letter to a member, on paper; takes three working days and cannot be taken back")
    public String sendLetter(
            @ToolParam(description = "The number on the member's card") long memberId,
            @ToolParam(description = "One line, without a salutation") String subject,
            @ToolParam(description = "The letter's text, without a greeting and a signature") String text) {
        return "sent";
    }
}
