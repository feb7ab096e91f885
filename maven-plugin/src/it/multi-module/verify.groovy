def log = new File(basedir, 'build.log').text

assert log.contains('There are no runs to accept. Run mvn verify first.')
assert log.contains('Changed agent/src/test/tokenbudget/ReviewTest.json')
assert log.contains('Report: agent/target/tokenbudget/report/report.html')
assert log.contains("No task matches 'nothing'.")
assert new File(basedir, 'agent/target/tokenbudget/report/report.md').text.contains('| DRIFTED |')
assert !new File(basedir, 'target/tokenbudget').exists()
assert !new File(basedir, 'library/src/test/tokenbudget').exists()
assert !new File(basedir, 'library/target/tokenbudget/report').exists()
