def log = new File(basedir, 'build.log').text

assert log =~ /ReviewTest\.reviews: new, 1,200 tokens .*3 runs/
assert log.contains('Changed src/test/tokenbudget/ReviewTest.json')
assert log.contains('ReviewTest.reviews used 2,200 tokens ')
def kept = new File(basedir, 'target/tokenbudget/runs.previous')
assert kept.list().sort() == ['1-ci-42', '2-ci-42']
assert new File(kept, '1-ci-42/report/report.md').text.startsWith('# Token budget: passed, 2 tasks')

assert log.contains('-Dtokenbudget.append adds to build ci-42, but tokenbudget.build is ci-43. Leave out one of the two.')
assert log.contains('target/tokenbudget/settings.json is of build ci-42, but tokenbudget.build is ci-43.')

assert log =~ /There are runs in .*target\/tokenbudget\/runs, but of build ci-44 and not of \S+\. Give tokenbudget\.build/
