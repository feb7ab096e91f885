def log = new File(basedir, 'build.log').text

def sentence = "ReviewTest.reviews used 1,560 tokens a run on average, +30.0 % against the baseline's 1,200; its tolerance is +15%."
assert log.contains('[ERROR] ' + sentence)
assert log.contains('[ERROR] If that is meant, accept it: mvn tokenbudget:accept -Dtokenbudget.task="ReviewTest.reviews" -Dtokenbudget.reason=')
assert log.contains('Report: target/tokenbudget/report/report.html')
def report = new File(basedir, 'target/tokenbudget/report/report.md').text
assert report.contains('failed, 1 of 2 tasks')
assert report.contains(sentence)
assert report.contains('| ReviewTest<br>reviews | 1,200 → 1,560 | **+30.0 %** |')

def link = (log =~ /See its calls in report\.html#(\S+)\./)
assert link.find()
assert new File(basedir, 'target/tokenbudget/report/report.html').text.contains('id="' + link.group(1) + '"')
