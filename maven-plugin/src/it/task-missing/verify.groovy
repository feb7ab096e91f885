def log = new File(basedir, 'build.log').text

def sentence = 'RemovedTest.translates has a baseline, but did not run.'
assert log.contains('[ERROR] ' + sentence)
assert log.contains('[WARNING] ' + sentence)
assert log.contains('RemovedTest.translates: did not run and is no longer in the baseline')
assert !new File(basedir, 'src/test/tokenbudget/RemovedTest.json').exists()
