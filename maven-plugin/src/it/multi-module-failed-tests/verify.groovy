def builds = new File(basedir, 'build.log').text.split('Reactor Build Order')

assert builds[1].contains('Report: second/target/tokenbudget/report/report.html')
assert !builds[2].contains('Report: ')
assert builds[3].contains('Report: first/target/tokenbudget/report/report.html')
assert builds[3].contains('No build began in this module, so there is nothing to do.')
assert new File(basedir, 'first/target/tokenbudget/report/report.md').text.contains('failed, 1 of 2 tasks')
assert !new File(basedir, 'second/target/tokenbudget/report/report.md').exists()

def former = new File(basedir, 'second/target/tokenbudget/runs.previous').listFiles()
assert former.length == 1
assert new File(former[0], 'report/report.md').text.contains('passed, 2 tasks')
assert new File(basedir, 'second/src/test/tokenbudget/ReviewTest.json').exists()
