def log = new File(basedir, 'build.log').text
assert log.contains('ReviewTest.reviews has no baseline yet.')
assert log.contains('mvn tokenbudget:accept -Dtokenbudget.task="ReviewTest.reviews,SummaryTest.summarises" -Dtokenbudget.reason=')
assert log.contains('Report: target/tokenbudget/report/report.html')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('| NEW: ')
assert new File(basedir, 'target/tokenbudget/report/report.json').text.contains('"verdict": "NEW"')
assert !new File(basedir, 'src/test/tokenbudget').exists()
