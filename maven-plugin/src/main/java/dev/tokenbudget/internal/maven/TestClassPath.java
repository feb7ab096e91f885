package dev.tokenbudget.internal.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * A module's test class path, completed so that JUnit can be started on it: as Surefire does, artifacts of JUnit that a
 * project need not declare are added in the version that fits the JUnit it has.
 */
record TestClassPath(MavenProject project, RepositorySystem repositories, RepositorySystemSession session) {

    private static final String PLATFORM = "org.junit.platform";
    private static final String JUPITER = "org.junit.jupiter";

    /** Whether the module can have tasks at all. */
    boolean holdsTokenBudget() {
        return version("dev.tokenbudget", "tokenbudget-junit").isPresent()
                && version(PLATFORM, "junit-platform-commons").isPresent();
    }

    /** Return the entries of the class path, in order. */
    List<String> entries() throws MojoExecutionException {
        List<String> entries = new ArrayList<>(ofTheProject());
        String platform = version(PLATFORM, "junit-platform-commons").orElseThrow();
        addUnlessThere(entries, PLATFORM, "junit-platform-engine", platform);
        addUnlessThere(entries, PLATFORM, "junit-platform-launcher", platform);
        Optional<String> jupiter = version(JUPITER, "junit-jupiter-api");
        if (jupiter.isPresent()) {
            addUnlessThere(entries, JUPITER, "junit-jupiter-engine", jupiter.get());
        }
        return entries;
    }

    private List<String> ofTheProject() throws MojoExecutionException {
        try {
            return project.getTestClasspathElements();
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("The test class path of this module is not known: " + e.getMessage(), e);
        }
    }

    private void addUnlessThere(List<String> entries, String group, String artifact, String version)
            throws MojoExecutionException {
        if (version(group, artifact).isEmpty()) {
            entries.add(resolve(group, artifact, version));
        }
    }

    private String resolve(String group, String name, String version) throws MojoExecutionException {
        try {
            return repositories
                    .resolveArtifact(
                            session,
                            new ArtifactRequest(
                                    new DefaultArtifact(group, name, "jar", version),
                                    project.getRemoteProjectRepositories(),
                                    null))
                    .getArtifact()
                    .getFile()
                    .getPath();
        } catch (ArtifactResolutionException e) {
            throw new MojoExecutionException(
                    "tokenbudget:run starts JUnit by " + group + ":" + name + ":" + version
                            + ", which the project does not have and Maven cannot fetch: " + e.getMessage()
                            + ". Run once without -o, or make it a test dependency of the project.",
                    e);
        }
    }

    private Optional<String> version(String group, String name) {
        return project.getArtifacts().stream()
                .filter(artifact -> artifact.getGroupId().equals(group)
                        && artifact.getArtifactId().equals(name))
                .map(Artifact::getVersion)
                .findFirst();
    }
}
