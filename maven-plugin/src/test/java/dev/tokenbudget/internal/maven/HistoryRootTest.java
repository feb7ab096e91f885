package dev.tokenbudget.internal.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRootTest {

    @TempDir
    Path folder;

    @Test
    void is_the_outermost_project_around_a_module() {
        MavenProject root = project("shop", "pom.xml");
        MavenProject group = child(root, "agents", "agents/pom.xml");
        MavenProject module = child(group, "planner", "agents/planner/pom.xml");

        assertThat(HistoryRoot.of(module).project()).isSameAs(root);
        assertThat(HistoryRoot.of(root).project()).isSameAs(root);
    }

    @Test
    void is_no_parent_from_a_repository() {
        MavenProject corporate = new MavenProject(model("corporate"));
        MavenProject module = child(corporate, "planner", "planner/pom.xml");

        assertThat(HistoryRoot.of(module).project()).isSameAs(module);
    }

    @Test
    void is_no_parent_beside_the_module() {
        MavenProject beside = project("parent", "parent/pom.xml");
        MavenProject module = child(beside, "planner", "planner/pom.xml");

        assertThat(HistoryRoot.of(module).project()).isSameAs(module);
    }

    private MavenProject child(MavenProject parent, String name, String pom) {
        MavenProject child = project(name, pom);
        child.setParent(parent);
        return child;
    }

    private MavenProject project(String name, String pom) {
        MavenProject project = new MavenProject(model(name));
        project.setFile(folder.resolve(pom).toFile());
        return project;
    }

    private static Model model(String name) {
        Model model = new Model();
        model.setGroupId("com.acme");
        model.setArtifactId(name);
        model.setVersion("1");
        return model;
    }
}
