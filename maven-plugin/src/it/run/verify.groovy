def log = new File(basedir, 'build.log').text

assert log.contains('ReviewTest.reviews: run 2 of 2 (up to 40) used 1,200 tokens in ')
assert log.contains('; 2,400 tokens so far, 0 of 1 task done, 0 runs left')
assert log.contains('Judge these runs: mvn tokenbudget:check.')
assert new File(basedir, 'src/test/tokenbudget').list() as List == ['ReviewTest.json']

assert log.contains('No further run was started, because the session had used 2,')
assert log.contains("No task matches 'nothing'. The tasks are PipelineIT.plansAndDevelops, ReviewTest.reviews, SummaryTest.summarises.")
