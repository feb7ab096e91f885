def log = new File(basedir, 'build.log').text

assert log.contains('Tests run: 0')
assert log.contains('Token budget check failed.')
assert log.contains('Annotated but not run: ReviewTest, SummaryTest.'
        + ' maven-surefire-plugin 2.12.4 does not run JUnit 5 tests: use 3.0.0 or newer.')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('maven-surefire-plugin 2.12.4')
