def log = new File(basedir, 'build.log').text

assert log.contains('There are no runs to accept. Run mvn verify first.')
assert log.contains('Changed agent/src/test/tokenbudget/ReviewTest.json')
assert log.contains('Report: agent/target/tokenbudget/report/report.html')
assert log.contains("No task matches 'nothing'.")
assert new File(basedir, 'agent/target/tokenbudget/report/report.md').text.contains('| DRIFTED: ')
assert new File(basedir, 'agent/target/tokenbudget/report/report.md').text.startsWith('# Token budget of agent: failed, ')
assert new File(basedir, 'agent/target/tokenbudget/report/TEST-tokenbudget.xml').text.contains('<testsuite name="tokenbudget.agent"')

assert log.contains('Nothing was measured in library.')
assert log.contains('Report over 1 module: target/tokenbudget/report/report.html')
def aggregate = new File(basedir, 'target/tokenbudget/report')
assert new File(aggregate, 'report.md').text.contains('| agent: ReviewTest<br>reviews |')
assert new File(aggregate, 'report.json').text.contains('"module": "agent"')
assert new File(aggregate, 'TEST-tokenbudget.xml').text.contains('classname="agent.ReviewTest"')
assert !new File(basedir, 'library/src/test/tokenbudget').exists()
assert !new File(basedir, 'library/target/tokenbudget/report').exists()

assert log =~ /ReviewTest\.reviews: run 3 of 3 .* 0 runs left/
assert log =~ /ReviewTest\.reviews +6 /
assert new File(basedir, 'library/target/classes/it/Library.class').exists()
