package com.example;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the reviewer may read. */
public final class Repository {

    private final Path root;

    public Repository(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Tool(name = "read_file", value = "Read a file of the repository")
    public String readFile(@P("The file's path, relative to the repository") String path) throws IOException {
        Path file = root.resolve(path).normalize();
        return file.startsWith(root) && Files.isRegularFile(file)
                ? Files.readString(file)
                : "There is no file " + path + ".";
    }
}
