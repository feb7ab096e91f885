def log = new File(basedir, 'build.log').text

assert log.contains('Annotated but not run: ReviewTest, SummaryTest.'
        + ' maven-surefire-plugin 2.22.2 bundles its own JUnit launcher,'
        + ' which does not work with newer versions of JUnit 5: use 3.0.0 or newer.')
