def log = new File(basedir, 'build.log').text

assert log =~ /PipelineIT\.plansAndDevelops: new, 2,500 tokens .*2 runs/
assert log =~ /ReviewTest\.reviews: new, 1,200 tokens .*3 runs/
assert new File(basedir, 'target/tokenbudget/runs').list().size() == 2
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('passed, 3 tasks')
