package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What an agent sends. */
record Prompt(String system, List<String> tools, List<JsonNode> history) {}
