package com.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

@Component
public class SchemaTools implements AgentTools {

    private static final Map<String, String> FILES = Map.of("Plot", "schemas/plot.yaml", "Problem", "schemas/problem.yaml");

    @Tool(name = "read_schema", description = "Read a schema of the API")
    public String readSchema(@ToolParam(description = "The schema's name") String name) throws IOException {
        return FILES.containsKey(name)
                ? new ClassPathResource(FILES.get(name)).getContentAsString(StandardCharsets.UTF_8)
                : "There is no schema " + name + ".";
    }
}
