def log = new File(basedir, 'build.log').text

assert log.contains('The latest build measured nothing: taking the runs of the one before, ')
assert log.contains('ReviewTest.reviews: new, 1,200 tokens a run on average (3 runs)')
assert new File(basedir, 'src/test/tokenbudget/ReviewTest.json').exists()
