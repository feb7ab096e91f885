def log = new File(basedir, 'build.log').text

assert log.contains('SummaryTest.summarises cannot be measured: ')
assert log.contains('Nothing was accepted; choose other tasks with -Dtokenbudget.task=<name>')
assert new File(basedir, 'src/test/tokenbudget').list() == ['ReviewTest.json'] as String[]
