def log = new File(basedir, 'build.log').text

assert log.contains('PipelineIT.plansAndDevelops: new, 2,500 tokens a run on average (2 runs)')
assert log.contains('ReviewTest.reviews: new, 1,200 tokens a run on average (3 runs)')
assert new File(basedir, 'target/tokenbudget/runs').list().size() == 2
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('passed, 3 task(s)')
