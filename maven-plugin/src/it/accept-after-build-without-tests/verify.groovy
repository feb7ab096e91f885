def log = new File(basedir, 'build.log').text

assert log.contains('The latest build measured nothing: taking the runs of the one before, ')
assert log =~ /ReviewTest\.reviews: new, 1,200 tokens .*3 runs/
assert new File(basedir, 'src/test/tokenbudget/ReviewTest.json').exists()
